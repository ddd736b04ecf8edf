import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  checkOutputPath,
  describeOperations,
  findOperation,
  hasUnknown,
  nextPage,
  type Operation,
  paginationOf,
  parameterAliases,
  resolveParameters,
  savedRoots,
  snakeName,
  unknownValue,
} from '../../../src/operations/index.js';

const names = fc.constantFrom(...describeOperations().map(({ name }) => name));

function operationOf(name: string): Operation {
  const operation = findOperation(name);
  if (!operation) {
    throw new Error(`no operation ${name}`);
  }
  return operation;
}

const { value: values } = fc.letrec((tie) => ({
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
}));

/** Parameters of which most have names that the operation knows. */
function parametersOf(operationName: string) {
  const operation = operationOf(operationName);
  const known = [...operation.members, ...operation.bodyFields].map(({ name }) => snakeName(name));
  const aliases = parameterAliases(operation).map(({ name }) => name);
  const name = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...known, ...aliases, 'bucket') },
    fc.string(),
  );
  return fc.dictionary(name, values, { maxKeys: 6 });
}

const calls = names.chain((name) => fc.tuple(fc.constant(name), parametersOf(name), fc.boolean()));

test('whatever the parameters are, there are problems or an input, and never an exception', () => {
  fc.assert(
    fc.property(calls, ([operationName, parameters, allowUnknown]) => {
      const operation = operationOf(operationName);
      const { input, problems, extra } = resolveParameters(operation, parameters, { allowUnknown });
      const members = new Set(operation.members.map(({ name }) => name));
      expect(Object.keys(input).filter((name) => !members.has(name))).toEqual([]);
      expect(Object.values(input)).not.toContain(undefined);
      if (!allowUnknown) {
        expect(extra).toEqual({ query: {}, headers: {} });
      }
      for (const { path } of problems) {
        expect(path.length === 0 || Object.hasOwn(parameters, path[0] ?? '')).toBe(true);
      }
      if (!hasUnknown(Object.values(parameters))) {
        expect(hasUnknown(input)).toBe(false);
      }
    }),
    { numRuns: 500 },
  );
});

test('whatever the expression is, checking it does not throw', () => {
  const tokens = fc.constantFrom(
    'Contents',
    'Key',
    '.',
    '[',
    ']',
    '[]',
    '*',
    '[*]',
    '[?',
    '|',
    '&',
    '(',
    ')',
    'sort_by',
    ',',
    '==',
    '$',
    '@',
    '`1`',
    '{',
    'a:',
    '}',
    ' ',
    '0',
    '-1',
    ':',
    '!',
    '||',
    '&&',
    'headers',
  );
  const expressions = fc.oneof(
    fc.string(),
    fc.array(tokens, { maxLength: 12 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(names, expressions, (name, expression) => {
      for (const { code } of checkOutputPath(operationOf(name), expression, { roots: savedRoots })) {
        expect(['invalid-expression', 'unknown-output']).toContain(code);
      }
    }),
    { numRuns: 500 },
  );
});

test('whatever a page holds, what asks for the next one is parameters of the operation', () => {
  const pages = names.chain((name) =>
    fc.tuple(
      fc.constant(name),
      fc.dictionary(
        fc.constantFrom('IsTruncated', ...operationOf(name).output.map(({ name }) => name)),
        values,
      ),
    ),
  );
  fc.assert(
    fc.property(pages, ([name, page]) => {
      const operation = operationOf(name);
      const pagination = paginationOf(operation);
      const next = pagination && nextPage(pagination, page);
      if (next?.kind !== 'next') {
        return;
      }
      const members = operation.members.map(({ name }) => name);
      expect(members).toEqual(expect.arrayContaining(Object.keys(next.parameters)));
    }),
  );
});
