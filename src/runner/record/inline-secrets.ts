import { isSecretKey } from '../../config/language/credential.js';
import { evaluate, follow, type Scope, ValueError } from '../../config/values/evaluate.js';
import type { Value } from '../../config/values/value.js';
import { unknownValue } from '../../operations/index.js';
import { type Plan, phases } from '../plan/plan.js';
import { type PlannedStep, stepsInside } from '../plan/planned-step.js';

/** What references may name before the run: variables, and the environment. */
type Names = Readonly<Record<string, unknown>>;

/** The secrets of credentials in the steps of a plan, as far as they are known before it is run. */
export function* inlineSecrets({ groups }: Plan, environment: Names): Generator<string> {
  for (const { variables, phases: steps } of groups) {
    const [own, file] = variables;
    const names = addVariables(addVariables(environment, file), own);
    for (const map of variables) {
      yield* secretsIn(map.values(), names);
    }
    for (const phase of phases) {
      for (const step of steps[phase]) {
        yield* secretsOfStep(step, names);
      }
    }
  }
}

function* secretsOfStep(planned: PlannedStep, outer: Names): Generator<string> {
  const { step } = planned;
  const names = addVariables(outer, step.variables);
  const { for_each: list, matrix, variables } = step;
  const own = [...(list ? [list] : []), ...(matrix?.values() ?? []), ...(variables?.values() ?? [])];
  if (step.kind === 'request') {
    own.push(step.request);
  }
  if (step.kind === 'post_form') {
    own.push(step.post_form);
  }
  if (step.kind === 'operation' && step.http) {
    own.push(step.http);
  }
  yield* secretsIn(own, names);
  for (const inner of stepsInside(planned)) {
    yield* secretsOfStep(inner, names);
  }
}

function* secretsIn(values: Iterable<Value>, names: Names): Generator<string> {
  for (const value of values) {
    if (value.kind === 'list') {
      yield* secretsIn(value.items, names);
    }
    if (value.kind === 'generated') {
      yield* secretsIn([value.source, value.value], names);
    }
    if (value.kind !== 'map') {
      continue;
    }
    for (const { key, value: inner } of value.entries) {
      const secret =
        key.kind === 'literal' && isSecretKey(key.value) ? evaluateKnown(inner, names) : unknownValue;
      if (typeof secret === 'string' || typeof secret === 'number') {
        yield String(secret);
      }
      yield* secretsIn([inner], names);
    }
  }
}

function addVariables(outer: Names, variables: ReadonlyMap<string, Value> | undefined): Names {
  let names = outer;
  for (const [name, value] of variables ?? []) {
    names = { ...names, [name]: evaluateKnown(value, names) };
  }
  return names;
}

/** A value as it will be in the run, or `unknownValue` where that makes it. */
function evaluateKnown(value: Value, names: Names): unknown {
  const later = (): never => {
    throw new ValueError('known only at run time', value.at);
  };
  const scope: Scope = { lookup: (name, path) => follow(names[name], path), now: later, random: later };
  return evaluate(value, { scope, unknown: unknownValue, onProblem: () => {} });
}
