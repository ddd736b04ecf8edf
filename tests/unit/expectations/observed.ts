import { createHash } from 'node:crypto';
import type { Observed } from '../../../src/expectations/index.js';

/** A received body of the given text or bytes, all of it in its head up to 1 MiB. */
function bodyOf(content: string | Uint8Array): Observed['body'] {
  const bytes = Buffer.from(content);
  return {
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    md5: createHash('md5').update(bytes).digest('hex'),
    head: bytes.subarray(0, 2 ** 20),
  };
}

/** An answer: 200 without headers, output or body, but for what is given. */
export function observed(
  given: Partial<Omit<Observed, 'body'>> & { body?: string | Uint8Array } = {},
): Observed {
  const status = given.status ?? 200;
  return {
    success: status < 300,
    status,
    headers: [],
    interim: [],
    output: {},
    error: null,
    duration: 0.01,
    ...given,
    body: bodyOf(given.body ?? ''),
  };
}

/** An answer that refuses with an error document. */
export function refused(status: number, code: string, more: Record<string, string> = {}): Observed {
  return observed({
    status,
    error: { Code: code, Message: 'no', ...more },
    body: `<Error><Code>${code}</Code><Message>no</Message></Error>`,
  });
}
