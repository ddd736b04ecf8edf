import type { BodySource } from '../../../../src/s3/index.js';
import { createBody } from '../../../support/create-body.js';

/** The bytes of a body. */
export async function collect(body: BodySource): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body.open()) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The bytes of the body that a form describes. */
export const read = async (form: unknown): Promise<Buffer> =>
  collect(await createBody(form, (reference) => reference.slice(7)));
