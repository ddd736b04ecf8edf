import type { BodySource } from '../types.js';

/** A body that is at hand: a text goes out as UTF-8. */
export function bytesBody(content: string | Uint8Array): BodySource {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  return {
    size: bytes.length,
    bytes,
    async *open() {
      if (bytes.length > 0) {
        yield bytes;
      }
    },
  };
}

/** Collects a whole stream; for bodies that are known to be small. */
export async function collectBytes(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Opens a body and throws where it gives more or fewer bytes than its size promises. */
export async function* openExactly(body: BodySource): AsyncGenerator<Uint8Array> {
  let given = 0;
  for await (const chunk of body.open()) {
    given += chunk.length;
    if (body.size !== undefined && given > body.size) {
      break;
    }
    yield chunk;
  }
  if (body.size !== undefined && given !== body.size) {
    throw new Error(`the body changed while it was sent: ${body.size} bytes were announced, ${given} came`);
  }
}
