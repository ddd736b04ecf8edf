import { checkExpectation, strangeErrorCodes } from '../../expectations/index.js';
import { counterpartOf } from '../../lib/counterparts.js';
import { defined } from '../../lib/defined.js';
import { seconds, time } from '../../lib/fields/scalar-types.js';
import { unknownValue } from '../../lib/unknown-value.js';
import { findOperation, type Operation, suggestOperation } from '../../operations/index.js';
import type { Group } from '../configuration.js';
import { turnNames } from '../language/load.js';
import { pause } from '../language/pause.js';
import { postForm } from '../language/post-form.js';
import { http, request } from '../language/request.js';
import type { BlockStep, CaseStep, OperationStep, PresignStep, Step } from '../language/step.js';
import { warningAt } from '../text/diagnostic.js';
import type { Location } from '../text/source-file.js';
import { locateKey, locateValue } from '../values/evaluate.js';
import type { Value } from '../values/value.js';
import { checkExpressions } from './check-expressions.js';
import { checkFixtures } from './check-fixtures.js';
import { checkLoad, checkWeights, isMixture } from './check-load.js';
import { isLoop, loopScope } from './check-loops.js';
import { checkModifiers } from './check-modifiers.js';
import { checkParameters } from './check-parameters.js';
import { type Checker, hintOf } from './checker.js';
import { fixtureNames } from './fixture-names.js';
import type { StaticScope } from './static-scope.js';

/** Checks a step and all in it; gives the names that later steps see. */
function checkStep(step: Step, outer: StaticScope, group: Group, checker: Checker): readonly string[] {
  const around = loopScope(step, outer, checker);
  const inner = step.kind === 'case' ? caseScope(step, around, group) : around;
  const scope = variableScope(step.variables, inner, checker);
  if (step.credential) {
    const name = checker.evaluate(step.credential, scope);
    if (typeof name === 'string') {
      checker.credential(name, step.credential.at);
    }
  }
  checkExpressions(step, { operation: respondingOperation(step), around: outer, inside: scope }, checker);
  checkModifiers(step, scope, checker);
  for (const { expectation } of step.tolerate ?? []) {
    checkExpected(expectation, respondingOperation(step), scope, checker);
  }
  const meanwhile = step.during ? checkSteps(step.during.steps, scope, group, checker) : [];
  const inside = checkKind(step, scope, group, checker);
  if (step.load) {
    checkLoad(step, step.load, checker);
    // What a turn saves ends with it.
    return [];
  }
  return [...meanwhile, ...inside, ...savedNames(step)];
}

/** The names that a step saves. */
function savedNames(step: Step): string[] {
  const names = [
    ...(step.save?.keys() ?? []),
    ...(step.collect?.keys() ?? []),
    ...(step.paginate?.collect?.keys() ?? []),
  ];
  if (step.kind === 'set') {
    names.push(...step.set.keys());
  }
  if (step.kind === 'presign' && !step.save) {
    names.push('url', 'headers');
  }
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
      checker.checkValue('request', step.request, request, scope);
      break;
    case 'post_form':
      checker.checkValue('post_form', step.post_form, postForm, scope);
      break;
    case 'steps':
      checkExpected(step.expected_result, undefined, scope, checker);
      return checkSteps(step.steps, scope, group, checker, arrangementOf(step));
    case 'case':
      checkCase(step, scope, group, checker);
      return [];
    case 'wait':
      checker.checkValue('wait', step.wait, pause, scope);
      return [];
    case 'set':
      return [];
  }
  checkExpected(step.expected_result, respondingOperation(step), scope, checker);
  return [];
}

function checkCase(step: CaseStep, scope: StaticScope, group: Group, checker: Checker): void {
  const fixtures = step.fixtures ?? group.defaults?.fixtures;
  checker.insideCase(() => {
    if (fixtures) {
      checkFixtures(fixtures, group.file, scope, checker);
    }
    const names = step.load ? turnNames(step.load) : [];
    const turn = names.length === 0 ? scope : scope.with(names.map((name) => [name, unknownValue]));
    checkSteps(step.steps, turn, group, checker, arrangementOf(step));
  });
  checkExpected(step.expected_result, undefined, scope, checker);
}

/** How steps run that stand beside each other; only in order do they see what those before them saved. */
export type Arrangement = 'in order' | 'side by side' | 'by weight';

function arrangementOf(step: BlockStep | CaseStep): Arrangement {
  if (isMixture(step)) {
    return 'by weight';
  }
  const { kind, parallel = false } = step;
  return kind === 'steps' && parallel !== false && !isLoop(step) ? 'side by side' : 'in order';
}

/** Checks steps in order, or as branches that see each other's values only after the join. */
export function checkSteps(
  steps: readonly Step[],
  outer: StaticScope,
  group: Group,
  checker: Checker,
  arrangement: Arrangement = 'in order',
): readonly string[] {
  checkWeights(steps, arrangement === 'by weight', checker);
  let scope = outer;
  const all: string[] = [];
  for (const step of steps) {
    const names = checkStep(step, scope, group, checker);
    all.push(...names);
    if (arrangement === 'in order') {
      scope = scope.with(names.map((name) => [name, unknownValue]));
    }
  }
  return all;
}

/** What the steps and the variables of a case see: its fixtures, and facts of the run that may be absent. */
function caseScope(step: CaseStep, outer: StaticScope, group: Group): StaticScope {
  const fixtures = step.fixtures ?? group.defaults?.fixtures;
  const names = fixtures ? fixtureNames(fixtures) : [];
  return outer.with([...names, ['target', unknownValue], ['credentials', unknownValue]]);
}

/** A scope with variables, each evaluated as far as it is known. */
export function variableScope(
  variables: ReadonlyMap<string, Value> | undefined,
  outer: StaticScope,
  checker: Checker,
): StaticScope {
  let scope = outer;
  for (const [name, value] of variables ?? []) {
    scope = scope.with([[name, checker.evaluate(value, scope)]]);
  }
  return scope;
}

function checkOperation(step: OperationStep, scope: StaticScope, group: Group, checker: Checker): void {
  const operation = findOperation(step.operation);
  if (!operation) {
    reportUnknownOperation(step.operation, step.places.get('operation') ?? step.where, checker);
    return;
  }
  const { parameters, where, allow_unknown: allowUnknown = false } = step;
  checkParameters({ operation, parameters, where, file: group.file, allowUnknown }, scope, checker);
  if (step.http) {
    checker.checkValue('http', step.http, http, scope);
  }
  checkExpected(step.expected_result, operation, scope, checker);
}

function checkPresign(
  { operation: name, parameters, expires, date, places, where }: PresignStep['presign'],
  scope: StaticScope,
  group: Group,
  checker: Checker,
): void {
  const operation = findOperation(name);
  if (!operation) {
    reportUnknownOperation(name, places.get('operation') ?? where, checker);
  } else {
    checkParameters({ operation, parameters, where, file: group.file, allowUnknown: true }, scope, checker);
  }
  if (expires) {
    checker.checkValue('expires', expires, seconds, scope);
  }
  if (date) {
    checker.checkValue('date', date, time, scope);
  }
}

function reportUnknownOperation(name: string, at: Location, checker: Checker): void {
  const suggestion = suggestOperation(name);
  const hint =
    counterpartOf('operation', name) ??
    (suggestion ? `did you mean "${suggestion}"?` : 's3tester list operations names all of them');
  checker.error(at, 'unknown-operation', `S3 has no operation "${name}"`, hint);
}

/** The operation whose output the response of a step has, where it is known. */
function respondingOperation(step: Step): Operation | undefined {
  if (step.kind === 'operation') {
    return findOperation(step.operation);
  }
  const as = step.kind === 'request' ? locateValue(step.request, ['as']) : undefined;
  return as?.kind === 'literal' ? findOperation(String(as.value)) : undefined;
}

function checkExpected(
  expected: Value | undefined,
  operation: Operation | undefined,
  scope: StaticScope,
  checker: Checker,
): void {
  if (!expected) {
    return;
  }
  const evaluated = checker.evaluate(expected, scope.with([['response', unknownValue]]));
  if (evaluated === unknownValue) {
    return;
  }
  const { recordedCodes } = checker;
  for (const problem of checkExpectation(evaluated, { recordedCodes, ...defined({ operation }) })) {
    checker.error(locateKey(expected, problem.path), problem.code, problem.message, hintOf(problem));
  }
  for (const { path, code, message, ...help } of strangeErrorCodes(evaluated)) {
    const at = locateKey(expected, path);
    checker.report(warningAt(at, code, message, hintOf({ path, code, message, ...help })));
  }
}
