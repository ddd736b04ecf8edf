import { evaluate, referencesIn, type Scope, ValueError, withNames } from '../../config/values/evaluate.js';
import type { Value } from '../../config/values/value.js';
import { checkExpectation, normalizeExpectation } from '../../expectations/index.js';
import { joinHeaders } from '../../lib/headers.js';
import { findOperation, unknownValue } from '../../operations/index.js';
import type { S3Response } from '../../s3/types.js';
import type { Scoped } from './scope.js';

type Expectation = ReturnType<typeof normalizeExpectation>;

const success = normalizeExpectation({});

/** Expected results that are the same at every turn, since they refer to nothing; those that do are undefined. */
const constants = new WeakMap<Value, Expectation | undefined>();

/** The body that a step expects, and its alternatives, as far as they are known before the response. */
export function expectBodyBeforeResponse(
  value: Value | undefined,
  context: Scoped,
): Pick<Expectation, 'body' | 'any_of'> {
  if (!value) {
    return success;
  }
  const known = constants.get(value);
  if (known) {
    return known;
  }
  const expected = evaluateExpected(value, context, () => unknownValue, true);
  return 'body' in expected || 'any_of' in expected ? normalizeExpectation(expected) : success;
}

/** What a step expects of its response. Throws a ValueError for an expectation that, filled in, is none. */
export function expectationOf(
  value: Value | undefined,
  context: Scoped,
  response: S3Response | null,
  operationName: string | null,
): Expectation {
  if (!value) {
    return success;
  }
  const known = constants.get(value);
  if (known) {
    return known;
  }
  const expected = evaluateExpected(
    value,
    context,
    response ? () => responseOf(response) : () => unknownValue,
    response === null,
  );
  const operation = operationName === null ? undefined : findOperation(operationName);
  const [problem] = checkExpectation(expected, operation ? { operation } : {});
  if (problem) {
    throw new ValueError(problem.message, value.at);
  }
  const normal = normalizeExpectation(expected);
  if (!constants.has(value)) {
    constants.set(value, referencesIn(value).length === 0 ? normal : undefined);
  }
  return normal;
}

/** What `${response.…}` sees: the headers, status and output of the same response. */
function responseOf({ headers, status, output, error }: S3Response): Readonly<Record<string, unknown>> {
  return { ...output, headers: joinHeaders(headers), status, error };
}

/** A scope in which the response has a name. What it does not contain is null: there is a response, so it can be judged. */
function withResponse(scope: Scope, respond: () => unknown): Scope {
  let named: Scope | undefined;
  return {
    now: () => scope.now(),
    random: (length) => scope.random(length),
    lookup(name, path) {
      if (name !== 'response') {
        return scope.lookup(name, path);
      }
      // Few expectations ask for it.
      named ??= withNames(scope, { response: respond() });
      const found = named.lookup(name, path);
      return found === undefined ? null : found;
    },
  };
}

function evaluateExpected(
  value: Value,
  { scope }: Scoped,
  respond: () => unknown,
  isAhead: boolean,
): Readonly<Record<string, unknown>> {
  const evaluation = {
    scope: withResponse(scope, respond),
    ...(isAhead ? { unknown: unknownValue } : {}),
  };
  const { all: _, ...own } = evaluate(value, evaluation) as Record<string, unknown>;
  return own;
}
