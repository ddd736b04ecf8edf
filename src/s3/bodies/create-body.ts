import type { BodyForm } from '../../lib/body-form.js';
import type { BodySource } from '../types.js';
import { bytesBody } from './body-source.js';
import { concatBody } from './concat-body.js';
import { fileBody } from './file-body.js';
import { generatedBody, zerosBody } from './generated-body.js';

/** Returns the path of a `file://…` reference. */
export type ResolveFile = (reference: string) => string;

/**
 * Makes a body of any form; a promise where a file has to be looked at. Rejects with a sentence for one that cannot be
 * read.
 */
export function createBody(form: BodyForm, resolveFile: ResolveFile): BodySource | Promise<BodySource> {
  switch (form.kind) {
    case 'bytes':
      return bytesBody(form.bytes);
    case 'file':
      return openFile(form.reference, resolveFile);
    case 'zeros':
      return zerosBody(form.size);
    case 'generated':
      return generatedBody(form);
    case 'concat':
      return createParts(form.parts, resolveFile);
  }
}

async function openFile(reference: string, resolveFile: ResolveFile): Promise<BodySource> {
  return fileBody(resolveFile(reference));
}

async function createParts(parts: readonly BodyForm[], resolveFile: ResolveFile): Promise<BodySource> {
  return concatBody(await Promise.all(parts.map((part) => createBody(part, resolveFile))));
}
