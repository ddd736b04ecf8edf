import type { ResultSource } from '../results/source.js';
import { causesOf, nameOfProblem, unexpectedIn } from './causes.js';

/**
 * Results as they are written down as data: before the steps stand the causes of what is unexpected, the commonest first,
 * or no causes where nothing is. They are always found anew, so that they fit what results hold now.
 */
export function withCauses(source: ResultSource): ResultSource {
  const { results, cases, conformance, causes: _, ...head } = source;
  const found = causesOf(unexpectedIn(source)).map(({ text, problems, parts }) => ({
    text,
    total: problems.length,
    parts: parts.map((part) => ({ text: part.text, tests: part.problems.map(nameOfProblem) })),
  }));
  return {
    ...head,
    ...(found.length === 0 ? {} : { causes: found }),
    results,
    cases,
    ...(conformance === undefined ? {} : { conformance }),
  };
}
