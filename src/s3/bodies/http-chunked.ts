import type { BodySource } from '../types.js';

/** Frames a body of unknown size by HTTP's own chunked coding (RFC 9112, section 7.1). */
export function httpChunkedBody(body: BodySource): BodySource {
  return { size: undefined, open: () => frame(body) };
}

async function* frame(body: BodySource): AsyncGenerator<Uint8Array> {
  for await (const chunk of body.open()) {
    if (chunk.length > 0) {
      yield Buffer.from(`${chunk.length.toString(16)}\r\n`, 'latin1');
      yield chunk;
      yield Buffer.from('\r\n', 'latin1');
    }
  }
  yield Buffer.from('0\r\n\r\n', 'latin1');
}
