import { events } from './event.js';
import type { TypeOf } from './fields.js';
import { problemsOf } from './problems.js';
import { results } from './results.js';

/** Whether data is what a file of results holds. It stays as it is: members that are not known are kept. */
export function isResults(data: unknown): data is TypeOf<typeof results> {
  return results.safeParse(data).success;
}

/** What is wrong in data that is no results: each problem with its position, what was expected there, and what was found. */
export function describeProblems(data: unknown): readonly string[] {
  return problemsOf(data, results);
}

/** What is wrong in an event of a stream, as its type asks for it; null where nothing is, or the type is not known. */
export function describeEvent(data: Readonly<Record<string, unknown>>): string | null {
  const schema = Object.entries(events).find(([type]) => type === data.type)?.[1];
  if (schema === undefined || schema.safeParse(data).success) {
    return null;
  }
  return problemsOf(data, schema)[0] ?? null;
}
