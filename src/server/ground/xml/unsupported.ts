import { S3Error } from '../errors/s3-error.js';
import { childOf, type XmlNode } from './parse.js';
import type { ElementField } from './shape.js';

/** An element of a record that S3 would act on, and this server would not; throws NotImplemented with its name. */
export const unsupported: ElementField = {
  shape: ({ name }) => {
    throw elementNotImplemented(name);
  },
  min: 0,
  max: Number.POSITIVE_INFINITY,
};

/** Throws NotImplemented for the children of these names. */
export function refuseElements(node: XmlNode, ...names: readonly string[]): void {
  for (const name of names) {
    if (childOf(node, name) !== undefined) {
      throw elementNotImplemented(name);
    }
  }
}

/** The refusal of an element that S3 would act on, and this server would not. */
function elementNotImplemented(name: string): S3Error {
  return new S3Error('NotImplemented', {
    message: 'An element you provided implies functionality that is not implemented',
    fields: { Element: name },
  });
}
