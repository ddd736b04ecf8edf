import { bodyForm } from '../../src/lib/body-form.js';
import { type BodySource, createBody as createBodyOf } from '../../src/s3/index.js';

/** Makes a body of a form as the language writes it down. */
export async function createBody(
  form: unknown,
  resolveFile: (reference: string) => string = String,
): Promise<BodySource> {
  return createBodyOf(bodyForm.read(form, {}), resolveFile);
}
