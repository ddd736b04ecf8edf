/** Where a value is not what it should be, and what it should be. */
export interface ShapeProblem {
  /** As in `summary.passed` or `results[3].status`; empty for the whole. */
  readonly path: string;
  readonly expected: string;
}

/** Checks a value that stands at `path`; null where it is right. */
export type ValueCheck = (value: unknown, path: string) => ShapeProblem | null;

/** Text. */
export const text: ValueCheck = is('text', (value) => typeof value === 'string');

/** A finite number. */
export const number: ValueCheck = is(
  'a number',
  (value) => typeof value === 'number' && Number.isFinite(value),
);

/** True or false. */
export const flag: ValueCheck = is('true or false', (value) => typeof value === 'boolean');

/** One of these words. */
export function word(...words: readonly string[]): ValueCheck {
  return is(`one of ${words.join(', ')}`, (value) => typeof value === 'string' && words.includes(value));
}

/** Null, or what `shape` says. */
export function orNull(shape: ValueCheck): ValueCheck {
  return (value, path) => (value === null ? null : shape(value, path));
}

/** A list of which every item has this shape. */
export function listOf(item: ValueCheck): ValueCheck {
  return (value, path) =>
    Array.isArray(value)
      ? firstProblem(value.map((one, index) => () => item(one, `${path}[${index}]`)))
      : { path, expected: 'a list' };
}

/** An object with at least these members; further ones are left alone, since the format grows by adding. */
export function objectWith(members: Readonly<Record<string, ValueCheck>>): ValueCheck {
  return (value, path) => {
    if (!isObject(value)) {
      return { path, expected: 'an object' };
    }
    return firstProblem(
      Object.entries(members).map(
        ([name, shape]) =>
          () =>
            shape(value[name], path === '' ? name : `${path}.${name}`),
      ),
    );
  };
}

function is(expected: string, test: (value: unknown) => boolean): ValueCheck {
  return (value, path) => (test(value) ? null : { path, expected });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function firstProblem(checks: readonly (() => ShapeProblem | null)[]): ShapeProblem | null {
  for (const check of checks) {
    const problem = check();
    if (problem !== null) {
      return problem;
    }
  }
  return null;
}
