import { createHash } from 'node:crypto';
import type { JudgedResponse, Observed } from '../../../src/expectations/types.js';

/** A received body of the given text or bytes, all of it in its head up to 1 MiB. */
function bodyOf(content: string | Uint8Array): JudgedResponse['body'] {
  const bytes = Buffer.from(content);
  return {
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    md5: createHash('md5').update(bytes).digest('hex'),
    head: bytes.subarray(0, 2 ** 20),
  };
}

/** What may be told of a response, and of how it came. */
export type Given = Partial<Omit<JudgedResponse, 'body'> & Omit<Observed, 'response'>> & {
  body?: string | Uint8Array;
};

/** A response: 200 without headers, output or body, but for what is given. */
export function observed({ body = '', seconds = 0.01, bodyVerdict, ...given }: Given = {}): Observed {
  const status = given.status ?? 200;
  return {
    response: {
      success: status < 300,
      status,
      headers: [],
      interim: [],
      output: {},
      error: null,
      ...given,
      body: bodyOf(body),
    },
    seconds,
    bodyVerdict,
  };
}

/** A response that refuses with an error document. */
export function refused(status: number, code: string, more: Record<string, string> = {}): Observed {
  return observed({
    status,
    error: { Code: code, Message: 'no', ...more },
    body: `<Error><Code>${code}</Code><Message>no</Message></Error>`,
  });
}
