import { groupBy } from '../../lib/group-by.js';
import { formatDuration } from '../../reporting/durations.js';
import { inline } from '../../reporting/inline.js';
import type { Tone } from '../../reporting/paint.js';
import { oneLine } from '../../reporting/printable.js';
import type { Evidence } from '../evidence.js';
import type { Qualification, QualifiedApplication, QualifiedRequirement } from '../qualification.js';
import type { Answer, Effect } from '../verdict/judge.js';

/** How an answer is shown: its glyph, its colour and its words. */
export const answerLooks: Readonly<
  Record<Answer, { readonly glyph: string; readonly tone: Tone; readonly text: string }>
> = {
  works: { glyph: '✓', tone: 'pass', text: 'works' },
  'works-with': { glyph: '✓', tone: 'pass', text: 'works with these settings' },
  unsafe: { glyph: '✗', tone: 'fail', text: 'unsafe: loses data silently' },
  'does-not-work': { glyph: '✗', tone: 'fail', text: 'does not work' },
  'not-decided': { glyph: '!', tone: 'error', text: 'not decided' },
};

/** What an effect is called beside its requirement. */
export const effectWords: Readonly<Record<Effect, string>> = {
  none: 'holds',
  lacks: 'goes on without',
  setting: 'needs a setting',
  'loses-data': 'loses data',
  fails: 'fails',
  open: 'not decided',
};

/** The run in one line. */
export function describeRun(found: Qualification): string {
  const { endpoint_url, server, s3tester_version, suite_version, region } = found;
  const name = server === null ? '' : ` (${oneLine(server)})`;
  return `s3tester ${s3tester_version} · ${oneLine(endpoint_url)}${name} · ${region} · suite ${suite_version}`;
}

/** What an application is, its versions where they are known, and how its profile came about, in one line. */
export function describeApplication({ title, versions, evidence }: QualifiedApplication): string {
  return [
    title,
    ...(versions.length === 0 ? [] : [versions.join(', ')]),
    ...(evidence === 'documented' ? ['documented, not recorded'] : []),
  ].join(' · ');
}

/** How many applications have which answer, in one line. */
export function describeAnswers({ applications, seconds, problems, interrupted }: Qualification): string {
  const counts = [...groupBy(applications, ({ answer }) => answer)].map(
    ([answer, those]) => `${those.length} ${answer}`,
  );
  return [
    `${applications.length} ${applications.length === 1 ? 'application' : 'applications'}: ${counts.join(', ')}`,
    ...(problems.length === 0 ? [] : [`${problems.length} in the way`]),
    formatDuration(seconds),
    ...(interrupted ? ['interrupted'] : []),
  ].join(' · ');
}

/** What was tried, for a requirement that holds: how many cases, and what else. */
export function describeTried({ evidence }: QualifiedRequirement): string {
  const cases = evidence.filter(({ kind }) => kind === 'case').length;
  const others = evidence.filter(({ kind }) => kind !== 'case').map(({ kind, id }) => `${kind} ${id}`);
  return [...(cases === 0 ? [] : [`${cases} ${cases === 1 ? 'case' : 'cases'}`]), ...others].join(', ');
}

/** What the server answered, and what was expected, in one line. */
export function describeSeen({ exchange, reason }: Evidence): string {
  if (exchange === null || exchange.path === null) {
    return oneLine(reason ?? '');
  }
  const { operation, status, path, expected, actual } = exchange;
  const answered = status === null ? '' : ` answered ${status}`;
  return oneLine(
    `${operation ?? exchange.request}${answered}: ${path}: expected ${inline(expected)}, actual ${inline(actual)}`,
  );
}
