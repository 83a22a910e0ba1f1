/** Text that comes in many small parts, handed on in few large ones: whoever hashes and writes it has work a part. */

/** UTF-16 code units. */
const PIECE = 1 << 16;

export async function* inPieces(parts: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  let piece = '';
  for await (const part of parts) {
    piece += part;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}
