/**
 * The parts as one text of bytes, each behind its length (4 bytes, big-endian), so that no two lists of parts give
 * the same bytes. Texts count as UTF-8.
 */
export function lengthPrefixed(parts: readonly (string | Uint8Array)[]): Buffer {
  const pieces: Uint8Array[] = [];
  for (const part of parts) {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'utf8') : part;
    const length = Buffer.allocUnsafe(4);
    length.writeUInt32BE(bytes.byteLength);
    pieces.push(length, bytes);
  }
  return Buffer.concat(pieces);
}
