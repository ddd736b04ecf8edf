import type { Reader } from '../config/index.js';
import { list, object, optional, required } from '../config/shape/compound.js';
import { flag, text } from '../config/shape/scalars.js';
import type { ShapeOf } from '../config/shape/shape.js';
import type { StoredDocuments } from '../config/stored-documents.js';
import { readShaped, type ShapedFile } from './read-shaped.js';

const feature = object('a feature', {
  name: required(text, 'The name that cases use.'),
  description: required(text, 'One line: what it is.'),
  reference: required(text, 'The AWS page about it.'),
  probe: optional(text, 'The case that shows whether a server has it at all.'),
  beside: optional(
    flag,
    'Whether cases that need it look at it beside their subject: where one of them matters alone, it does not wait for the probe.',
  ),
});

const featureList = object('the list of features', {
  version: required(text, 'The version of the suite.'),
  features: required(list(feature, { min: 1 }), 'The closed list.'),
});

/** One entry of the closed list of features. */
export type Feature = ShapeOf<typeof feature>;

/** Reads the list of features. */
export function readFeatures(
  file: string,
  reader: Reader,
  stored: StoredDocuments | undefined,
): Promise<ShapedFile<ShapeOf<typeof featureList>>> {
  return readShaped(file, featureList, reader, { stored, missing: 'there is no such list of features' });
}
