import type { Shape } from '../shape/shape.js';
import { errorAt } from '../text/diagnostic.js';
import { describeNode } from '../text/node.js';

/** True: side by side; a number: so many at once; false: in order. */
export const parallelism: Shape<boolean | number> = {
  read(node, context) {
    if (node.kind === 'scalar') {
      const { value } = node;
      if (typeof value === 'boolean') {
        return value;
      }
      if (typeof value === 'number' && Number.isInteger(value) && value >= 1) {
        return value;
      }
    }
    context.report(
      errorAt(
        node.at,
        'wrong-type',
        `expected true, false or a whole number above 0, found ${describeNode(node)}`,
      ),
    );
    return undefined;
  },
  schema: () => ({ type: ['boolean', 'integer'] }),
};
