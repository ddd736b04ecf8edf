import { checkExpectation } from '../../expectations/index.js';
import {
  findOperation,
  type Operation,
  resolveParameters,
  suggestOperation,
  UNKNOWN,
} from '../../operations/index.js';
import type { Group } from '../configuration.js';
import type { CaseStep, OperationStep, PresignStep, Step } from '../grammar/step.js';
import { isFileReference } from '../paths.js';
import { errorAt, warningAt } from '../text/diagnostic.js';
import type { Location } from '../text/source-file.js';
import { parseDuration } from '../values/duration.js';
import { locate } from '../values/evaluate.js';
import type { Value } from '../values/value.js';
import { checkExpressions } from './check-expressions.js';
import type { Checker } from './checker.js';
import { fixtureNames } from './fixture-names.js';
import type { StaticScope } from './static-scope.js';

/** What is wrong with a value and not with its name. */
const aboutValues: ReadonlySet<string> = new Set(['illegal-value', 'wrong-kind']);

/** Checks a step and all in it; gives the names that later steps see. */
function checkStep(step: Step, outer: StaticScope, group: Group, checker: Checker): readonly string[] {
  const around = loopScope(step, outer, checker);
  const inner = step.kind === 'case' ? caseScope(step, around, group) : around;
  const scope = variableScope(step.variables, inner, checker);
  if (step.credential) {
    const name = checker.evaluate(step.credential, scope);
    if (typeof name === 'string') checker.credential(name, step.credential.at);
  }
  checkExpressions(step, checker);
  if (step.during) checkSteps(step.during.steps, scope, group, checker);
  if (step.abort_at) checker.evaluate(step.abort_at, scope);
  const inside = checkKind(step, scope, group, checker);
  return [...inside, ...savedNames(step)];
}

/** The names that a step saves. */
function savedNames(step: Step): string[] {
  const names = [
    ...(step.save?.keys() ?? []),
    ...(step.collect?.keys() ?? []),
    ...(step.paginate?.collect?.keys() ?? []),
  ];
  if (step.kind === 'set') names.push(...step.set.keys());
  if (step.kind === 'presign' && !step.save) names.push('url', 'headers');
  return names;
}

function checkKind(step: Step, scope: StaticScope, group: Group, checker: Checker): readonly string[] {
  switch (step.kind) {
    case 'operation':
      checkOperation(step, scope, group, checker);
      return [];
    case 'presign':
      checkPresign(step.presign, scope, group, checker);
      return [];
    case 'request':
      checker.evaluate(step.request, scope);
      checkExpected(step.expected_result, answeringOperation(step.request, checker), scope, checker);
      return [];
    case 'post_form':
      checker.evaluate(step.post_form, scope);
      checkExpected(step.expected_result, undefined, scope, checker);
      return [];
    case 'steps':
      checkExpected(step.expected_result, undefined, scope, checker);
      return checkSteps(step.steps, scope, group, checker, isParallel(step));
    case 'case':
      checker.insideCase(() => checkSteps(step.steps, scope, group, checker));
      return [];
    case 'wait':
      checkValue(step.wait, scope, checker, isDuration, 'wait needs a duration such as 500ms or 2s');
      return [];
    case 'set':
      return [];
  }
}

function isParallel(step: Step): boolean {
  return (
    step.parallel !== undefined && step.parallel !== false && !(step.repeat ?? step.for_each ?? step.matrix)
  );
}

/** Checks steps in order, or as branches that see each other's values only after the join. */
export function checkSteps(
  steps: readonly Step[],
  outer: StaticScope,
  group: Group,
  checker: Checker,
  isBranching = false,
): readonly string[] {
  let scope = outer;
  const all: string[] = [];
  for (const step of steps) {
    const names = checkStep(step, scope, group, checker);
    all.push(...names);
    if (!isBranching) scope = scope.with(names.map((name) => [name, UNKNOWN]));
  }
  return all;
}

/** What the steps and the variables of a case see: its fixtures, and facts of the run that may be absent. */
function caseScope(step: CaseStep, outer: StaticScope, group: Group): StaticScope {
  const fixtures = step.fixtures ?? group.defaults?.fixtures;
  const names = fixtures ? fixtureNames(fixtures) : [];
  return outer.with([...names, ['target', UNKNOWN], ['credentials', UNKNOWN]]);
}

function loopScope(step: Step, outer: StaticScope, checker: Checker): StaticScope {
  const names: string[] = [];
  if (step.repeat ?? step.for_each ?? step.matrix) names.push('index', 'item');
  if (step.repeat) checkValue(step.repeat, outer, checker, isCount, 'repeat needs a whole number from 0 on');
  if (step.for_each) checkValue(step.for_each, outer, checker, Array.isArray, `for_each ${needsList}`);
  for (const [name, value] of step.matrix ?? []) {
    checkValue(value, outer, checker, Array.isArray, `the matrix ${needsList} under "${name}"`);
    names.push(name);
  }
  return names.length === 0 ? outer : outer.with(names.map((name) => [name, UNKNOWN]));
}

const needsList = 'needs a list, or a range such as "${1..10}"';

/** Evaluates a value and, as far as it is known, holds it against what it must be. */
function checkValue(
  value: Value,
  scope: StaticScope,
  checker: Checker,
  isRight: (known: unknown) => boolean,
  message: string,
): void {
  const known = checker.evaluate(value, scope);
  if (known !== UNKNOWN && !isRight(known)) checker.error(value.at, 'bad-value', message);
}

function isCount(value: unknown): boolean {
  return Number.isInteger(Number(value)) && Number(value) >= 0 && value !== '';
}

function isDuration(value: unknown): boolean {
  const ms = typeof value === 'string' || typeof value === 'number' ? parseDuration(value) : undefined;
  return ms !== undefined && ms >= 0;
}

/** A scope with variables, each evaluated as far as it is known. */
export function variableScope(
  variables: ReadonlyMap<string, Value> | undefined,
  outer: StaticScope,
  checker: Checker,
): StaticScope {
  let scope = outer;
  for (const [name, value] of variables ?? []) scope = scope.with([[name, checker.evaluate(value, scope)]]);
  return scope;
}

function checkOperation(step: OperationStep, scope: StaticScope, group: Group, checker: Checker): void {
  const operation = findOperation(step.operation);
  if (!operation) {
    reportUnknownOperation(step.operation, step.places.get('operation') ?? step.where, checker);
    return;
  }
  checkParameters(operation, step.parameters, step.where, scope, group, checker, step.allow_unknown ?? false);
  if (step.http) checker.evaluate(step.http, scope);
  checkExpected(step.expected_result, operation, scope, checker);
}

function checkPresign(
  { operation: name, parameters, places, where }: PresignStep['presign'],
  scope: StaticScope,
  group: Group,
  checker: Checker,
): void {
  const operation = findOperation(name);
  if (!operation) reportUnknownOperation(name, places.get('operation') ?? where, checker);
  else checkParameters(operation, parameters, where, scope, group, checker, true);
}

function reportUnknownOperation(name: string, at: Location, checker: Checker): void {
  const suggestion = suggestOperation(name);
  const hint = suggestion ? `did you mean "${suggestion}"?` : 's3tester list operations names all of them';
  checker.error(at, 'unknown-operation', `S3 has no operation "${name}"`, hint);
}

function checkParameters(
  operation: Operation,
  parameters: Value | undefined,
  where: Step['where'],
  scope: StaticScope,
  group: Group,
  checker: Checker,
  allowUnknown: boolean,
): void {
  const evaluated = parameters ? checker.evaluate(parameters, scope) : {};
  if (evaluated === UNKNOWN) return;
  const given = evaluated as Record<string, unknown>;
  const implied =
    scope.lookup('bucket', []) !== undefined &&
    !Object.keys(given).some((name) => name.toLowerCase() === 'bucket');
  const hasBucket = operation.members.some(({ name }) => name === 'Bucket');
  const resolved = resolveParameters(
    operation,
    implied && hasBucket ? { bucket: UNKNOWN, ...given } : given,
    { allowUnknown, isUnresolvedName: (name) => name.includes('${') },
  );
  for (const { severity, code, path, message, suggestion } of resolved.problems) {
    const find = aboutValues.has(code) ? locate : locateKey;
    const at = parameters ? find(parameters, path) : where;
    const make = severity === 'error' ? errorAt : warningAt;
    checker.report(
      make(at, code, message, suggestion === undefined ? undefined : `did you mean "${suggestion}"?`),
    );
  }
  const at = parameters?.at ?? where;
  if (typeof resolved.body === 'string' && isFileReference(resolved.body)) {
    checker.inputs.push({
      reference: resolved.body,
      file: group.file,
      at: parameters ? placeOfFile(parameters, at) : at,
    });
  }
  if (typeof resolved.outputFile === 'string')
    checker.outputs.push({ reference: resolved.outputFile, file: group.file, at });
}

/** The place of the key that a path ends in, which is what is wrong where a name is unknown. */
function locateKey(value: Value, path: readonly (string | number)[]): Step['where'] {
  const parent = locateValue(value, path.slice(0, -1));
  const last = path.at(-1);
  if (parent?.kind === 'map') {
    const entry = parent.entries.find(({ key }) => key.kind === 'literal' && key.value === last);
    if (entry) return entry.key.at;
  }
  return locate(value, path);
}

function locateValue(value: Value, path: readonly (string | number)[]): Value | undefined {
  let current: Value | undefined = value;
  for (const part of path) {
    if (current?.kind === 'map')
      current = current.entries.find(({ key }) => key.kind === 'literal' && key.value === part)?.value;
    else if (current?.kind === 'list' && typeof part === 'number') current = current.items[part];
    else return undefined;
  }
  return current;
}

function placeOfFile(parameters: Value, otherwise: Step['where']): Step['where'] {
  if (parameters.kind !== 'map') return otherwise;
  const entry = parameters.entries.find(
    ({ key }) =>
      key.kind === 'literal' &&
      ['body', 'filepath'].includes(String(key.value).toLowerCase().replaceAll(/[_-]/g, '')),
  );
  return entry?.value.at ?? otherwise;
}

function answeringOperation(request: Value, checker: Checker): Operation | undefined {
  if (request.kind !== 'map') return undefined;
  const as = request.entries.find(({ key }) => key.kind === 'literal' && key.value === 'as')?.value;
  if (as?.kind !== 'literal') return undefined;
  const operation = findOperation(String(as.value));
  if (!operation) reportUnknownOperation(String(as.value), as.at, checker);
  return operation;
}

function checkExpected(
  expected: Value | undefined,
  operation: Operation | undefined,
  scope: StaticScope,
  checker: Checker,
): void {
  if (!expected) return;
  const evaluated = checker.evaluate(expected, scope.with([['response', UNKNOWN]]));
  if (evaluated === UNKNOWN) return;
  for (const { code, path, message, suggestion } of checkExpectation(
    evaluated,
    operation ? { operation } : {},
  )) {
    const hint = suggestion === undefined ? undefined : `did you mean "${suggestion}"?`;
    checker.error(locateKey(expected, path), code, message, hint);
  }
}
