import { canonicalName } from '../../lib/nearest-name.js';
import { type Operation, resolveParameters, unknownValue } from '../../operations/index.js';
import { body as bodyType } from '../language/body.js';
import { errorAt, warningAt } from '../text/diagnostic.js';
import type { Location, SourceFile } from '../text/source-file.js';
import { locate, locateKey } from '../values/evaluate.js';
import type { Value } from '../values/value.js';
import type { Checker } from './checker.js';
import type { StaticScope } from './static-scope.js';

/** What is wrong with a value and not with its name. */
const aboutValues: ReadonlySet<string> = new Set(['illegal-value', 'wrong-kind']);

/** Parameters of an operation, and their position. */
export interface GivenParameters {
  readonly operation: Operation;
  readonly parameters: Value | undefined;
  readonly where: Location;
  /** The file that `file://` paths are relative to. */
  readonly file: SourceFile;
  readonly allowUnknown: boolean;
}

/** Checks the parameters of an operation as far as they are known, and notes the files that they name. */
export function checkParameters(given: GivenParameters, scope: StaticScope, checker: Checker): void {
  const { operation, parameters } = given;
  const evaluated = parameters ? checker.evaluate(parameters, scope) : {};
  if (evaluated === unknownValue) {
    return;
  }
  const values = evaluated as Record<string, unknown>;
  const implied =
    scope.lookup('bucket', []) !== undefined &&
    !Object.keys(values).some((name) => name.toLowerCase() === 'bucket');
  const hasBucket = operation.members.some(({ name }) => name === 'Bucket');
  checkEvaluated(implied && hasBucket ? { bucket: unknownValue, ...values } : values, given, checker);
}

/** The same for parameters that are evaluated already. */
export function checkEvaluated(
  values: Readonly<Record<string, unknown>>,
  { operation, parameters, where, file, allowUnknown }: GivenParameters,
  checker: Checker,
): void {
  const resolved = resolveParameters(operation, values, {
    allowUnknown,
    isUnresolvedName: (name) => name.includes('${'),
  });
  for (const { severity, code, path, message, suggestion, hint } of resolved.problems) {
    const find = aboutValues.has(code) ? locate : locateKey;
    const at = parameters ? find(parameters, path) : where;
    const make = severity === 'error' ? errorAt : warningAt;
    checker.report(
      make(at, code, message, suggestion === undefined ? hint : `did you mean "${suggestion}"?`),
    );
  }
  checkPath(values, operation, parameters, checker);
  const body = parameters && bodyOf(parameters);
  if (body) {
    checker.checkKnown('body', resolved.body, body, bodyType);
  }
  if (typeof resolved.outputFile === 'string') {
    checker.outputs.push({ reference: resolved.outputFile, file, at: parameters?.at ?? where });
  }
}

/** What is empty leaves its place in the path, so that another operation is asked: a key that is empty names the bucket. */
function checkPath(
  values: Readonly<Record<string, unknown>>,
  { name: operation, members }: Operation,
  parameters: Value | undefined,
  checker: Checker,
): void {
  for (const [name, value] of Object.entries(values)) {
    const isInPath = members.some(
      (member) =>
        member.required &&
        (member.name === 'Bucket' || member.name === 'Key') &&
        canonicalName(member.name) === canonicalName(name),
    );
    if (value === '' && isInPath && parameters) {
      const message = `${name} is empty: the request is then none of ${operation}`;
      checker.report(warningAt(locateKey(parameters, [name]), 'empty-key', message));
    }
  }
}

/** The value that the body of an operation comes from, under whatever name it is given. */
function bodyOf(parameters: Value): Value | undefined {
  if (parameters.kind !== 'map') {
    return undefined;
  }
  return parameters.entries.find(
    ({ key }) =>
      key.kind === 'literal' &&
      ['body', 'filepath'].includes(String(key.value).toLowerCase().replaceAll(/[_-]/g, '')),
  )?.value;
}
