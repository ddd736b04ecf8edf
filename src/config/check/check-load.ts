import { type Load, longestLoadMs, mostUsers, mostWeight } from '../language/load.js';
import type { BlockStep, CaseStep, Step } from '../language/step.js';
import { sending } from '../language/step-kind.js';
import { nearestHint } from '../shape/suggest.js';
import { locateKey, locateValue } from '../values/evaluate.js';
import type { Checker } from './checker.js';

/** Checks the load of a step: its model, its times, and what is in it. */
export function checkLoad(step: Step, load: Load & Pick<Step, 'places' | 'where'>, checker: Checker): void {
  const report = (key: string, message: string, hint?: string) =>
    checker.error(load.places.get(key) ?? load.where, 'bad-load', message, hint);
  const { users, rate, duration, ramp = 0, warm_up: warmUp = 0 } = load;
  // What is given and wrong is reported where it is read.
  if (!load.places.has('users') && !load.places.has('rate')) {
    report('users', 'load needs users or rate', 'users: 16 waits for responses; rate: 100/s does not');
  }
  if (users !== undefined && rate !== undefined) {
    report('rate', 'load has users or rate, not both', 'users waits for responses; rate does not');
  }
  if ((users ?? 0) > mostUsers || (rate ?? 0) > mostUsers) {
    report(users === undefined ? 'rate' : 'users', `load goes up to ${mostUsers} users, or turns per second`);
  }
  if (duration + warmUp > longestLoadMs) {
    report('duration', 'load lasts a week at most, its warm-up included');
  }
  if (ramp > duration + warmUp) {
    report('ramp', 'ramp is longer than warm_up and duration together, so that all would never be reached');
  }
  checkInside(step, checker);
  checkTogether(step, checker);
  checkNamedOperations(step, checker);
}

/** Checks the weights of steps that stand beside each other: all have one where a turn runs one of them, else none. */
export function checkWeights(steps: readonly Step[], isMixed: boolean, checker: Checker): void {
  for (const { weight, places, where } of steps) {
    if (isMixed && weight === undefined) {
      const hint = 'what belongs together in one turn is a block with a weight';
      checker.error(where, 'bad-load', 'a turn runs one of these steps, so that each needs a weight', hint);
    }
    if ((weight ?? 0) > mostWeight) {
      checker.error(places.get('weight') ?? where, 'bad-load', `a weight goes up to ${mostWeight}`);
    }
    if (!isMixed && weight !== undefined) {
      const message = 'weight belongs to the steps of a block or a case with load';
      checker.error(places.get('weight') ?? where, 'misplaced-key', message);
    }
  }
}

/** Whether each turn of a block or a case runs one of its steps, by weight. */
export function isMixture({ load, steps }: BlockStep | CaseStep): boolean {
  return load !== undefined && steps.some(({ weight }) => weight !== undefined);
}

function checkInside(step: Step, checker: Checker): void {
  if (step.kind !== 'steps' && step.kind !== 'case') {
    return;
  }
  const inside = stepsWithin(step);
  for (const { kind, load, places, where } of inside) {
    if (load) {
      checker.error(places.get('load') ?? where, 'bad-load', 'there is no load inside a load');
    }
    if (kind === 'case') {
      const hint = 'put load on the case: its fixtures are made once, and its steps are the turns';
      checker.error(where, 'bad-load', 'there is no case inside a load', hint);
    }
  }
  if (!inside.some(({ kind }) => sending.some((one) => one === kind))) {
    checker.error(step.where, 'bad-load', 'nothing in this load sends a request');
  }
}

function stepsWithin(step: Step): readonly Step[] {
  const inside = step.kind === 'steps' || step.kind === 'case' ? step.steps : (step.during?.steps ?? []);
  return inside.flatMap((one) => [one, ...stepsWithin(one)]);
}

/** What `all` looks at is not kept. */
function checkTogether(step: Step, checker: Checker): void {
  const expected = 'expected_result' in step ? step.expected_result : undefined;
  if (expected && locateValue(expected, ['all']) && (step.kind === 'steps' || step.kind === 'case')) {
    const hint = 'thresholds say what must hold of all responses together';
    checker.error(locateKey(expected, ['all']), 'misplaced-key', 'under load, outcomes are not kept', hint);
  }
}

/** Thresholds of an operation that is not in the load would pass whatever the server does. */
function checkNamedOperations(step: Step, checker: Checker): void {
  const names = [step, ...stepsWithin(step)].flatMap(namesOf);
  for (const [name, { where }] of step.thresholds?.operations ?? []) {
    if (!names.includes(name)) {
      const hint = nearestHint(name, names) ?? `in it there are ${names.join(', ')}`;
      checker.error(where, 'unknown-name', `nothing in this load is named ${name}`, hint);
    }
  }
}

/** How figures of a step are named: by its own name, else by its operation. */
function namesOf(step: Step): readonly string[] {
  switch (step.kind) {
    case 'operation':
      return [step.name ?? step.operation];
    case 'request':
    case 'post_form':
      return [step.name ?? step.kind];
    default:
      return [];
  }
}
