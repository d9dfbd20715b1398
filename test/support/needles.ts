const ALIGNMENTS = [0, 1, 2] as const;
/** Bytes that are looked at first; a window of three has 16 million values, so few others pass. */
const WINDOW_BYTES = 3;

/** Where a text was found, and in which form. */
export interface Found {
  readonly text: string;
  readonly form: string;
  readonly offset: number;
}

/**
 * Many texts to look for in many bytes, in one pass: each as UTF-8 and UTF-16, and as hexadecimal and Base64 digits of
 * its UTF-8 at any alignment.
 */
export class Needles {
  /** Length of the longest form: pieces of a stream must overlap by one less. */
  readonly bytesMax: number;
  readonly #byWindow = new Map<number, { text: string; form: string; bytes: Buffer }[]>();
  readonly #windows = new Uint8Array(2 ** (8 * WINDOW_BYTES - 3));

  /** @param texts of ASCII letters and digits, at least 12 of them. */
  constructor(texts: Iterable<string>) {
    let bytesMax = 0;
    for (const text of texts) {
      for (const [form, bytes] of Object.entries(formsOf(text))) {
        const window = bytes.readUIntBE(0, WINDOW_BYTES);
        this.#windows[window >> 3] = (this.#windows[window >> 3] ?? 0) | (1 << (window & 7));
        this.#byWindow.set(window, [...(this.#byWindow.get(window) ?? []), { text, form, bytes }]);
        bytesMax = Math.max(bytesMax, bytes.length);
      }
    }
    this.bytesMax = bytesMax;
  }

  /** Every occurrence. */
  in(bytes: Buffer): Found[] {
    const found: Found[] = [];
    let window = 0;
    for (let at = 0; at < bytes.length; at++) {
      window = ((window << 8) | (bytes[at] as number)) & 0xff_ffff;
      if (((this.#windows[window >> 3] as number) & (1 << (window & 7))) === 0) continue;
      const offset = at - WINDOW_BYTES + 1;
      for (const { text, form, bytes: wanted } of this.#byWindow.get(window) ?? []) {
        if (offset >= 0 && bytes.subarray(offset, offset + wanted.length).equals(wanted))
          found.push({ text, form, offset });
      }
    }
    return found;
  }
}

function formsOf(text: string): Record<string, Buffer> {
  const bytes = Buffer.from(text, 'utf8');
  const hex = bytes.toString('hex');
  const forms: Record<string, Buffer> = {
    'UTF-8': bytes,
    'UTF-16': Buffer.from(text, 'utf16le'),
    hexadecimal: Buffer.from(hex),
    'hexadecimal in capitals': Buffer.from(hex.toUpperCase()),
  };
  for (const alignment of ALIGNMENTS) {
    const digits = Buffer.concat([Buffer.alloc(alignment), bytes]).toString('base64');
    // Without the digits that the bytes around it have a part in.
    const first = Math.ceil((alignment * 8) / 6);
    const last = Math.floor(((alignment + bytes.length) * 8) / 6);
    const inside = digits.slice(first, last);
    forms[`Base64 at ${alignment}`] = Buffer.from(inside);
    forms[`Base64 for addresses at ${alignment}`] = Buffer.from(
      inside.replaceAll('+', '-').replaceAll('/', '_'),
    );
  }
  return forms;
}
