import type { Shape } from '../../config/shape/shape.js';
import type { Location } from '../../config/text/source-file.js';

/** A value, and where it is written. */
export interface LocatedValue<T> {
  readonly value: T;
  readonly at: Location;
}

/** The same shape, with the place of what it reads. */
export function located<T>(shape: Shape<T>): Shape<LocatedValue<T>> {
  return {
    read(node, context) {
      const value = shape.read(node, context);
      return value === undefined ? undefined : { value, at: node.at };
    },
    schema: shape.schema,
  };
}
