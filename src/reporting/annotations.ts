import type { ResultSource } from '../results/source.js';
import { briefLine } from './brief.js';
import { type Cause, causesOf, describeProblem, nameOfProblem, unexpectedIn } from './causes.js';
import type { Problem } from './overview.js';
import { createPaint } from './paint.js';
import { oneLine } from './printable.js';
import { splitPlace } from './split-place.js';
import { testSuitesOf } from './test-suites.js';
import { describeTotals } from './totals.js';

/** GitHub shows so many annotations of a kind for each step of a job, and drops the others without a word. */
const mostOfKind = 10;

const mostCharacters = 1000;

/** One annotation; a failure is an `error`, and what could not be judged a `warning`. */
interface Annotation {
  readonly kind: 'error' | 'warning';
  readonly title: string;
  readonly lines: readonly string[];
  readonly place?: string | undefined;
}

/** Gives a file by the name that GitHub knows it by, from the root of the repository; null where it is not in there. */
export type FileOf = (file: string) => string | null;

/**
 * What is unexpected as workflow commands of GitHub, which shows it beside the files
 * (https://docs.github.com/actions/reference/workflow-commands-for-github-actions): ten of each kind, of every cause one
 * before others of the same, and last a notice with the totals, and with the number of the rest.
 */
export function* writeAnnotations(results: ResultSource, fileOf: FileOf = (file) => file): Generator<string> {
  const all = [...annotationsOfRun(results), ...annotationsOfProblems(results)];
  const left: string[] = [];
  for (const [kind, one, several] of [
    ['error', 'failure', 'failures'],
    ['warning', 'test without a verdict', 'tests without a verdict'],
  ] as const) {
    const ofKind = all.filter((annotation) => annotation.kind === kind);
    yield* ofKind.slice(0, mostOfKind).map((annotation) => commandOf(annotation, fileOf));
    const rest = ofKind.length - mostOfKind;
    if (rest > 0) {
      left.push(`${rest} more ${rest === 1 ? one : several}`);
    }
  }
  const totals = describeTotals(results, createPaint(false)).replaceAll('\n', ' · ');
  const message = left.length === 0 ? totals : `${totals} · not shown here: ${left.join(', ')}`;
  yield `::notice title=s3tester::${escapeData(briefLine(message, mostCharacters))}\n`;
}

/** What fails a run and belongs to none of its tests, and what passes although a baseline expects a failure. */
function annotationsOfRun(results: ResultSource): readonly Annotation[] {
  const suites = testSuitesOf({ ...results, results: [], cases: [] });
  const passing = results.cases.filter(({ baseline }) => baseline === 'newly-passing');
  return [
    ...suites.flatMap(({ name, tests }) =>
      tests.map((test): Annotation => {
        const { name: title, message } = test.read();
        return {
          kind: test.status === 'fail' ? 'error' : 'warning',
          title: `${name}: ${title}`,
          lines: [message],
        };
      }),
    ),
    ...passing.map(
      ({ id, place }): Annotation => ({
        kind: 'error',
        title: id,
        lines: ['passes, and the baseline expects it to fail'],
        place,
      }),
    ),
  ];
}

function annotationsOfProblems(results: ResultSource): readonly Annotation[] {
  const causes = causesOf(unexpectedIn(results));
  const most = Math.max(0, ...causes.map(({ problems }) => problems.length));
  return Array.from({ length: most }, (_, turn) => turn).flatMap((turn) =>
    causes.flatMap((cause) => {
      const problem = cause.problems[turn];
      return problem === undefined ? [] : [annotationOf(problem, cause)];
    }),
  );
}

function annotationOf(problem: Problem, { problems }: Cause): Annotation {
  const { case: one, steps } = problem;
  const alike = problems.length - 1;
  const first = steps[0]?.read();
  const reproduce = one?.reproduce ?? first?.reproduce ?? null;
  return {
    kind: problem.status === 'fail' ? 'error' : 'warning',
    title: nameOfProblem(problem),
    lines: [
      `${describeProblem(problem)}${alike === 0 ? '' : ` (and ${alike} alike)`}`,
      ...(one?.title ? [one.title] : []),
      ...(one?.reference === undefined ? [] : [one.reference]),
      ...(reproduce === null ? [] : [reproduce]),
    ],
    // The step that failed says more than the case that it is in.
    place: first?.place ?? one?.place,
  };
}

function commandOf({ kind, title, lines, place }: Annotation, fileOf: FileOf): string {
  const at = splitPlace(place);
  const file = at === null ? null : fileOf(at.file);
  const properties = [
    ...(at === null || file === null ? [] : [`file=${escapeProperty(oneLine(file))}`, `line=${at.line}`]),
    `title=${escapeProperty(briefLine(title, mostCharacters))}`,
  ];
  const where = at !== null && file === null ? [`${at.file}:${at.line}`] : [];
  const message = [...lines, ...where].map((line) => briefLine(line, mostCharacters)).join('\n');
  return `::${kind} ${properties.join(',')}::${escapeData(message)}\n`;
}

/** The message of a workflow command: its line breaks and per cent signs are escapes. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** The value of a property, which a colon or a comma would end. */
function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
