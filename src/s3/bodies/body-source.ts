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
    throw new Error(`the body changed while it was sent: expected ${body.size} bytes, read ${given}`);
  }
}
