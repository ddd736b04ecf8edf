import type { BodyForm } from '../../lib/body-form.js';
import type { BodySource } from '../types.js';
import { bytesBody } from './body-source.js';
import { concatBody } from './concat-body.js';
import { fileBody } from './file-body.js';
import { generatedBody, zerosBody } from './generated-body.js';

/** Returns the path of a `file://…` reference. */
export type ResolveFile = (reference: string) => string;

/** Makes a body of any form. Rejects with a sentence for a file that cannot be read. */
export async function createBody(form: BodyForm, resolveFile: ResolveFile): Promise<BodySource> {
  switch (form.kind) {
    case 'bytes':
      return bytesBody(form.bytes);
    case 'file':
      return fileBody(resolveFile(form.reference));
    case 'zeros':
      return zerosBody(form.size);
    case 'generated':
      return generatedBody(form);
    case 'concat':
      return concatBody(await Promise.all(form.parts.map((part) => createBody(part, resolveFile))));
  }
}
