import type { Shape } from '../../../../src/config/shape/shape.js';
import type { Diagnostic } from '../../../../src/config/text/diagnostic.js';
import { parseDocument } from '../../../../src/config/text/parse-document.js';

/** Reads a text by a shape, in an environment of three variables: the value, and all that was told. */
export function read<T>(shape: Shape<T>, yaml: string, strict = true) {
  const diagnostics: Diagnostic[] = [];
  const { root } = parseDocument({ name: 'a.yaml', text: yaml });
  if (!root) {
    throw new Error('this is no YAML');
  }
  let leftOut = 0;
  const value = shape.read(root, {
    strict,
    report: (diagnostic) => diagnostics.push(diagnostic),
    environment: (name) => ({ NUMBER: '5', WORD: 'word', YES: 'true' })[name],
    leaveOut: () => {
      leftOut++;
    },
  });
  return { value, leftOut, told: diagnostics.map(({ severity, message }) => `${severity}: ${message}`) };
}
