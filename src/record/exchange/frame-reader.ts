/** A body that says it is aws-chunked, and is not. */
export class FrameError extends Error {}

/** A piece of an aws-chunked body; `raw` is it as it stands on the wire, with the end of its line, a byte a character. */
export type FramePart =
  | { readonly kind: 'head'; readonly raw: string; readonly size: number; readonly signature: string | null }
  | { readonly kind: 'data'; readonly bytes: Buffer }
  /** What ends the data of a chunk. */
  | { readonly kind: 'end'; readonly raw: string }
  | { readonly kind: 'trailer'; readonly raw: string; readonly name: string; readonly value: string }
  /** An empty line behind the last chunk. */
  | { readonly kind: 'blank'; readonly raw: string };

const headLine = /^([0-9a-f]{1,13})(?:;chunk-signature=([0-9a-f]{64}))?\s*$/i;
const trailerLine = /^([^:\s]+)[ \t]*:[ \t]*(.*?)\s*$/;
const longestLine = 16 * 1024;

/**
 * Takes an aws-chunked body apart, as its pieces come
 * (docs.aws.amazon.com, "Signature calculations … transferring payload in multiple chunks").
 */
export class FrameReader {
  #state: 'head' | 'data' | 'end' | 'trailer' = 'head';
  #line = '';
  #left = 0;

  /** Reads the next bytes; throws a {@link FrameError} where they are none of such a body. */
  feed(bytes: Buffer): readonly FramePart[] {
    const parts: FramePart[] = [];
    for (let at = 0; at < bytes.length; ) {
      if (this.#state === 'data') {
        const data = bytes.subarray(at, at + this.#left);
        at += data.length;
        this.#left -= data.length;
        this.#state = this.#left === 0 ? 'end' : 'data';
        parts.push({ kind: 'data', bytes: data });
        continue;
      }
      const feed = bytes.indexOf(0x0a, at);
      const stop = feed < 0 ? bytes.length : feed + 1;
      this.#line += bytes.toString('latin1', at, stop);
      at = stop;
      if (this.#line.length > longestLine) {
        throw new FrameError(`a line of the frames is longer than ${longestLine} bytes`);
      }
      if (feed >= 0) {
        const raw = this.#line;
        this.#line = '';
        parts.push(this.#readLine(raw));
      }
    }
    return parts;
  }

  /** Throws a {@link FrameError} where the body broke off; some clients leave out the last empty line. */
  finish(): void {
    if (this.#state !== 'trailer' || this.#line !== '') {
      throw new FrameError('the body ended before its last chunk');
    }
  }

  #readLine(raw: string): FramePart {
    const line = raw.replace(/\r?\n$/, '');
    if (this.#state === 'head') {
      return this.#readHead(raw, line);
    }
    if (this.#state === 'end') {
      if (line !== '') {
        throw new FrameError('a chunk is longer than it says');
      }
      this.#state = 'head';
      return { kind: 'end', raw };
    }
    if (line.trim() === '') {
      return { kind: 'blank', raw };
    }
    const [, name, value = ''] = trailerLine.exec(line) ?? [];
    if (name === undefined) {
      throw new FrameError('what follows the last chunk is no trailer');
    }
    return { kind: 'trailer', raw, name: name.toLowerCase(), value };
  }

  #readHead(raw: string, line: string): FramePart {
    const [, digits, signature = null] = headLine.exec(line) ?? [];
    if (digits === undefined) {
      throw new FrameError('a chunk does not begin with its size');
    }
    const size = Number.parseInt(digits, 16);
    this.#left = size;
    this.#state = size === 0 ? 'trailer' : 'data';
    return { kind: 'head', raw, size, signature };
  }
}
