import { errorAt } from '../text/diagnostic.js';
import { describeNode } from '../text/node.js';
import { rawText } from './scalars.js';
import type { Shape } from './shape.js';

/** A text, kept as written, that a rule holds for; `wanted` says what it must be, and `hint` what was probably meant. */
export function textThat(
  wanted: string,
  isRight: (text: string) => boolean,
  hint: (text: string) => string | undefined = () => undefined,
): Shape<string> {
  return {
    read(node, context) {
      const text = rawText.read(node, context);
      if (text === undefined || isRight(text)) {
        return text;
      }
      const message = `expected ${wanted}, found ${describeNode(node)}`;
      context.report(errorAt(node.at, 'wrong-value', message, hint(text)));
      return undefined;
    },
    schema: rawText.schema,
  };
}
