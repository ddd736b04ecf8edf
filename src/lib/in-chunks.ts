/** Long enough that few writes are made, in characters. */
const chunkSize = 64 * 1024;

/** The same text in fewer parts. */
export function* inChunks(parts: Iterable<string>): Generator<string> {
  let chunk: string[] = [];
  let size = 0;
  for (const part of parts) {
    chunk.push(part);
    size += part.length;
    if (size >= chunkSize) {
      yield chunk.join('');
      chunk = [];
      size = 0;
    }
  }
  if (size > 0) {
    yield chunk.join('');
  }
}
