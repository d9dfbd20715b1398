const LENGTH_BYTES = 4;

/**
 * The parts as one text of bytes, each behind its length (4 bytes, big-endian), so that no two lists of parts give
 * the same bytes. Texts count as UTF-8.
 */
export function lengthPrefixed(parts: readonly (string | Uint8Array)[]): Buffer {
  let byteCount = 0;
  for (const part of parts) byteCount += LENGTH_BYTES + Buffer.byteLength(part);
  // One buffer, written once: this is done for every envelope that is opened.
  const bytes = Buffer.allocUnsafe(byteCount);
  let at = 0;
  for (const part of parts) {
    const start = at + LENGTH_BYTES;
    if (typeof part === 'string') at = start + bytes.write(part, start, 'utf8');
    else {
      bytes.set(part, start);
      at = start + part.byteLength;
    }
    bytes.writeUInt32BE(at - start, start - LENGTH_BYTES);
  }
  return bytes;
}
