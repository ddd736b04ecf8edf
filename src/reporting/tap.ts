import { defined } from '../lib/defined.js';
import type { ResultSource } from '../results/source.js';
import { briefLine, briefText } from './brief.js';
import { describeLeftBehind } from './notices.js';
import { evidenceOfTest, type ReportTest, type TestFacts } from './report-test.js';
import { splitPlace } from './split-place.js';
import { testSuitesOf } from './test-suites.js';
import { renderYaml } from './yaml.js';

const mostCharacters = 2000;
const mostOfEvidence = 20_000;

/**
 * The tests of a run as TAP (https://testanything.org/tap-version-14-specification.html): the plan, then a point for
 * each. What was skipped has its reason as a directive; what failed, or could not be judged, has a block of YAML.
 */
export function* writeTap(results: ResultSource): Generator<string> {
  const suites = testSuitesOf(results);
  const total = suites.reduce((sum, { tests }) => sum + tests.length, 0);
  yield `TAP version 14\n1..${total}\n`;
  let number = 0;
  for (const { name, tests, leftOut } of suites) {
    yield `# ${escapeWords(name)}\n`;
    for (const test of tests) {
      number += 1;
      yield* pointOf(number, test);
    }
    if (leftOut !== null) {
      yield `# ${leftOut}\n`;
    }
  }
  const leftBehind = describeLeftBehind(results);
  if (leftBehind !== null) {
    yield `# ${escapeWords(leftBehind)}\n`;
  }
}

function* pointOf(number: number, test: ReportTest): Generator<string> {
  const facts = test.read();
  const isOk = test.status === 'pass' || test.status === 'skipped';
  const directive =
    test.status === 'skipped'
      ? ` # SKIP ${facts.state === undefined ? '' : `${facts.state}: `}${escapeWords(facts.message)}`
      : '';
  yield `${isOk ? 'ok' : 'not ok'} ${number} - ${escapeWords(facts.name)}${directive}\n`;
  if (!isOk) {
    yield blockOf(test.status === 'fail' ? 'fail' : 'error', facts);
  } else if (facts.note !== null && test.status === 'pass') {
    yield `# ${escapeWords(facts.note)}\n`;
  }
}

function blockOf(severity: 'fail' | 'error', facts: TestFacts): string {
  const { case: one, place, state, message } = facts;
  const evidence = evidenceOfTest(facts);
  const block = renderYaml({
    message: briefLine(message, mostCharacters),
    severity,
    ...defined({ state, title: one?.title ?? undefined, reference: one?.reference }),
    ...defined({ at: splitPlace(place) ?? undefined }),
    ...(evidence === '' ? {} : { evidence: briefText(evidence, mostOfEvidence) }),
  });
  return `  ---\n${block.replaceAll(/^(?=.)/gm, '  ')}  ...\n`;
}

/** Words of a point or a comment: on one line, and no directive, nor the beginning of a block, which some read in `{`. */
function escapeWords(text: string): string {
  return briefLine(text, mostCharacters)
    .replaceAll('\\', '\\\\')
    .replaceAll('#', '\\#')
    .replace(/\{\s*$/, '(');
}
