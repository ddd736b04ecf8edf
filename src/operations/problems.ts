import { nearestName } from '../lib/nearest-name.js';
import { spellLike } from './names.js';

/** What can be wrong with parameters or with a path into an output. */
export type ProblemCode =
  | 'unknown-parameter'
  | 'duplicate-parameter'
  | 'conflicting-parameters'
  | 'missing-parameter'
  | 'wrong-kind'
  | 'illegal-value'
  | 'unsendable-value'
  | 'invalid-expression'
  | 'unknown-output';

/** A step into the value as its author wrote it: a key of a map or an index of a list. */
export type Path = readonly (string | number)[];

/** One finding. What has the severity `warning` is sent all the same, since a negative test may mean it. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  readonly code: ProblemCode;
  /** Where it is, in the author's own names. */
  readonly path: Path;
  readonly message: string;
  /** What the author probably meant, in the author's style of spelling. */
  readonly suggestion?: string;
  /** What to write instead, where it is no name. */
  readonly hint?: string;
}

/** Adds the nearest of the API names to a problem about a name that does not exist. */
export function withSuggestion(problem: Problem, name: string, candidates: Iterable<string>): Problem {
  const nearest = nearestName(name, candidates);
  return nearest === undefined ? problem : { ...problem, suggestion: spellLike(name, nearest) };
}
