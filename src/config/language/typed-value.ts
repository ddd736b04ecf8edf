import { reportTo, type ValueProblem } from '../../lib/fields/report.js';
import { type PlainType, type ValueType, withReference } from '../../lib/fields/value-type.js';
import type { Shape } from '../shape/shape.js';
import type { Location } from '../text/source-file.js';
import { compileValue } from '../values/compile.js';
import { evaluate, locate, locateKey, type Scope, ValueError } from '../values/evaluate.js';
import type { Value } from '../values/value.js';

/** A value of a type, compiled as it is written; it and everything in it may be `${…}`. */
export function typedValue(type: Pick<ValueType<unknown, never>, 'schema'>): Shape<Value> {
  return {
    read: (node, context) => compileValue(node, context.report),
    schema: () => withReference(type.schema),
  };
}

/** The position of a problem: the key where its name is wrong, else the value. */
export function locateProblem(value: Value, { code, path }: ValueProblem): Location {
  return code === 'unknown-key' ? locateKey(value, path) : locate(value, path);
}

/** Throws a {@link ValueError} for an evaluated value that its type forbids; `source` is what it was evaluated from. */
export function assertRight(name: string, evaluated: unknown, source: Value, type: Checked): void {
  const problems: ValueProblem[] = [];
  type.check(evaluated, reportTo(problems, [], name));
  const [problem] = problems;
  if (problem) {
    throw new ValueError(problem.message, locateProblem(source, problem));
  }
}

type Checked = Pick<ValueType<unknown, never>, 'check'>;

/** Evaluates a value and reads it at once. Throws a {@link ValueError} for what the type forbids. */
export function readPlain<T, C>(
  name: string,
  value: Value,
  type: PlainType<T, C>,
  scope: Scope,
  context: C,
): T {
  const evaluated = evaluate(value, { scope });
  assertRight(name, evaluated, value, type);
  return type.read(evaluated, context);
}

/**
 * Reads an evaluated value by its type. Throws a {@link ValueError} for what the type forbids, also where only the run
 * could tell, and for what reading it throws.
 */
export async function readEvaluated<T, C>(
  name: string,
  evaluated: unknown,
  source: Value,
  type: ValueType<T, C>,
  context: C,
): Promise<T> {
  assertRight(name, evaluated, source, type);
  try {
    return await type.read(evaluated, context);
  } catch (error) {
    throw error instanceof ValueError ? error : new ValueError((error as Error).message, source.at);
  }
}
