import { type core, safeParse } from 'zod/mini';

type Issue = core.$ZodIssue;

/** One thing that is wrong in data: where, and in one sentence that names the place. */
export interface Problem {
  readonly path: readonly PropertyKey[];
  readonly text: string;
}

/** What is wrong in data that is not as the schema asks for: each problem with its position, what was expected there, and what was found. */
export function problemsOf(data: unknown, schema: core.$ZodType): readonly string[] {
  return findProblems(data, schema).map(({ text }) => text);
}

/** The same, with the positions as paths. */
export function findProblems(data: unknown, schema: core.$ZodType): readonly Problem[] {
  const { error } = safeParse(schema, data, { error: () => 'a value' });
  return (error?.issues ?? []).map((issue) => {
    const { path, message } = nearest(issue);
    const found = valueAt(data, path);
    const text =
      found === undefined
        ? `${pathText(path)} is missing; it must be ${message}`
        : `${pathText(path)} must be ${message}, found ${inShort(found)}`;
    return { path, text };
  });
}

/**
 * Of a value that may have several forms, the problem that the form has which it comes nearest to: the one with the fewest.
 * Where it has none of the forms at all, the problem is that of the value as a whole.
 */
function nearest(issue: Issue): Pick<Issue, 'path' | 'message'> {
  if (issue.code !== 'invalid_union') {
    return issue;
  }
  const inside = issue.errors.filter((found) => found.every(({ path }) => path.length > 0));
  const [first] = inside.toSorted((a, b) => a.length - b.length)[0] ?? [];
  if (first === undefined) {
    return issue;
  }
  const { path, message } = nearest(first);
  return { path: [...issue.path, ...path], message };
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Readonly<Record<PropertyKey, unknown>>)[key]
        : undefined,
    data,
  );
}

function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((key) => {
    if (typeof key === 'number') {
      return `[${key}]`;
    }
    const name = String(key);
    return /^[\w-]+$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
  });
  return text.join('').replace(/^\./, '') || 'it';
}

const shownLength = 40;

function inShort(value: unknown): string {
  if (Array.isArray(value)) {
    return 'a list';
  }
  if (typeof value === 'object' && value !== null) {
    return 'an object';
  }
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > shownLength ? `${text.slice(0, shownLength)}…` : text;
}
