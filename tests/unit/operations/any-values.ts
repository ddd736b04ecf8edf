import fc from 'fast-check';
import {
  describeOperations,
  findOperation,
  type Operation,
  unknownValue,
} from '../../../src/operations/index.js';

/** The names of all operations, one at a time. */
export const anyOperationName = fc.constantFrom(...describeOperations().map(({ name }) => name));

/** An operation that there is. */
export function operationOf(name: string): Operation {
  const operation = findOperation(name);
  if (!operation) {
    throw new Error(`no operation ${name}`);
  }
  return operation;
}

/** Values of any kind, nested; not all of them can be sent. */
export const anyValue = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string(),
    fc.double(),
    fc.boolean(),
    fc.bigInt(),
    fc.date({ noInvalidDate: false }),
    fc.constantFrom<unknown>(null, undefined, unknownValue, '${x}', new Uint8Array(2)),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(
      fc.oneof(fc.constantFrom('key', 'Value', 'rules', 'Filter', '__proto__', 'id'), fc.string()),
      tie('value'),
      {
        maxKeys: 4,
      },
    ),
  ),
})).value;
