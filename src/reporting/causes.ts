import { groupBy } from '../lib/group-by.js';
import type { ResultSource } from '../results/source.js';
import { describeInGroup } from './describe-step.js';
import { findingOf } from './finding.js';
import type { Finding } from './finding-words.js';
import { type Problem, problemsOf } from './overview.js';
import { count, formatRate } from './words.js';

/** Failures of one operation, expectation and answer. */
export interface CausePart {
  /** `CreateBucket: expected InvalidBucketName, got 200`. */
  readonly text: string;
  readonly problems: readonly Problem[];
}

/** What several failures have in common. */
export interface Cause {
  /** What was expected, and what came; with the operation where it is one. */
  readonly text: string;
  readonly problems: readonly Problem[];
  /** The same for each operation, expectation and answer, the commonest first. */
  readonly parts: readonly CausePart[];
}

/** What is unexpected in results: all that failed or could not be judged, but for what a baseline expects. */
export function unexpectedIn(results: ResultSource): readonly Problem[] {
  return problemsOf(results).filter((problem) => problem.case?.baseline !== 'expected');
}

/** Groups failures by cause, the commonest first. */
export function causesOf(problems: readonly Problem[]): readonly Cause[] {
  const found = problems.map((problem) => ({ problem, finding: findingOfProblem(problem) }));
  return largestFirst(found, ({ finding }) => finding.cause).map((alike) => ({
    text: describeAlike([alike[0].finding, ...alike.slice(1).map(({ finding }) => finding)]),
    problems: alike.map(({ problem }) => problem),
    parts: largestFirst(alike, ({ finding }) => describeFinding(finding)).map((same) => ({
      text: describeFinding(same[0].finding),
      problems: same.map(({ problem }) => problem),
    })),
  }));
}

/** What a failure is, on one line: `CreateBucket: expected InvalidBucketName, got 200`. */
export function describeProblem(problem: Problem): string {
  return describeFinding(findingOfProblem(problem));
}

/** The id of a case, or the place of a step that is in none. */
export function nameOfProblem({ case: one, steps: [first] }: Problem): string {
  return one?.id ?? (first === undefined ? '' : `${first.group_name} › ${describeInGroup(first.read())}`);
}

/** How many failures a cause has: `12 cases`; steps outside of cases are tests as well. */
export function countProblems(problems: readonly Problem[]): string {
  return count(problems.length, problems.every((problem) => problem.case !== null) ? 'case' : 'test');
}

/** How much the largest causes come to: `624 cases failed, of 138 causes; the 10 largest have 63.6 % of them`. */
export function describeCauses(causes: readonly Cause[], shown: number): string {
  const problems = causes.flatMap((cause) => cause.problems);
  const whole = `${countProblems(problems)} went wrong`;
  if (causes.length === problems.length && causes.length <= shown) {
    return whole;
  }
  const of = `${whole}, for ${count(causes.length, 'cause')}`;
  if (causes.length <= shown) {
    return of;
  }
  const largest = causes.slice(0, shown).flatMap((cause) => cause.problems).length;
  return `${of}; the ${shown} largest have ${formatRate(largest / problems.length)} of them`;
}

function findingOfProblem({ case: one, steps: [first] }: Problem): Finding {
  return findingOf(one, first?.read() ?? null);
}

function describeFinding({ operation, about, expected, actual }: Finding): string {
  const where = about === undefined ? operation : `${about} (seen in ${operation})`;
  return `${where}: expected ${expected}, got ${actual}`;
}

const mostNamed = 3;

function describeAlike(findings: NonEmpty<Finding>): string {
  const [{ part, expected: first }] = findings;
  const subjects = commonest(findings.map(({ about, operation }) => about ?? operation));
  const [subject = '', ...others] = subjects;
  const seen = commonest(
    findings.flatMap(({ about, operation }) => (about === undefined ? [] : [operation])),
  );
  const seenIn = seen.length === 0 ? '' : ` (seen in ${someOf(seen, 'and')})`;
  const where = others.length === 0 ? `${subject}${seenIn}: ` : '';
  const further = others.length === 0 ? '' : ` (${someOf(subjects, 'and')})`;
  if (part && findings.some(({ expected }) => expected !== first)) {
    return `${where}expected ${part.name}, got ${part.came}${further}`;
  }
  const expected = someOf(commonest(findings.flatMap((one) => one.expected.split(' or '))), 'or');
  const actual = someOf(commonest(findings.map((one) => one.actual)), 'or');
  return `${where}expected ${expected}, got ${actual}${further}`;
}

function someOf(words: readonly string[], conjunction: string): string {
  if (words.length <= mostNamed) {
    const [last = '', ...before] = words.toReversed();
    return before.length === 0 ? last : `${before.toReversed().join(', ')} ${conjunction} ${last}`;
  }
  return `${words.slice(0, mostNamed - 1).join(', ')} ${conjunction} ${words.length - mostNamed + 1} others`;
}

function commonest(words: readonly string[]): readonly string[] {
  return largestFirst(words, (word) => word).map(([word]) => word);
}

type NonEmpty<T> = readonly [T, ...T[]];

/** Groups items by a key, the largest group first, and of equal ones the one that is met first. */
function largestFirst<T>(items: readonly T[], keyOf: (item: T) => string): readonly NonEmpty<T>[] {
  return [...groupBy(items, keyOf).values()].sort((a, b) => b.length - a.length);
}
