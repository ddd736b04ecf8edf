// No case may be vacuous: it must notice when an answer that it reads is changed.
// Each passing case is run alone through a proxy that changes one answer at a time, until one change is noticed.
// Usage: node scripts/suite/vacuity.js [GLOB…]
import { matchesCase } from '../../dist/core/index.js';
import { startServer } from '../../dist/servers/index.js';
import { changesOf } from './answer-changes.js';
import { startChangingProxy } from './changing-proxy.js';
import { identitiesOf, loadBuiltInSuite, runCases, users } from './suite-runner.js';

const globs = process.argv.slice(2);
const suite = await loadBuiltInSuite();
const server = await startServer({ users });
const proxy = await startChangingProxy(server.url);
const identities = identitiesOf(server);

/** Runs one case alone, with a change or none; gives its results. */
async function runAlone(id, change) {
  proxy.begin(change);
  return runCases({ ...suite, features: [] }, proxy.url, [id], { identities, timeout: 5, concurrency: 1 });
}

function verdictOf(results, id) {
  const own = results.cases.filter((one) => one.id === id || one.id.startsWith(`${id}[`));
  return own.length > 0 && own.every(({ verdict }) => verdict === 'pass')
    ? 'pass'
    : (own.find(({ verdict }) => verdict !== 'pass')?.verdict ?? 'absent');
}

/** The request ids of the answers that the steps of a case judged, in order. */
function judgedIds(results, id) {
  return results.results
    .filter((step) => (step.case === id || step.case?.startsWith(`${id}[`)) && step.phase === 'test')
    .flatMap((step) => step.http.map((exchange) => exchange.request_id))
    .filter((requestId) => requestId !== null);
}

const mostChanges = 40;

/** The first change that a case notices: of what its answers say, the last ones first, and only then of a bare status. */
async function firstNoticed(id, answers) {
  const all = answers
    .toReversed()
    .flatMap((answer) => changesOf(answer).map((change) => ({ at: answer.index, change })));
  const ordered = [
    ...all.filter(({ change }) => !change.isStatus).slice(0, mostChanges),
    ...all.filter(({ change }) => change.isStatus),
  ];
  for (const one of ordered) {
    if (verdictOf(await runAlone(id, one), id) !== 'pass')
      return { noticed: one.change.kind, tried: ordered.length };
  }
  return { noticed: null, tried: ordered.length };
}

let passed = 0;
let failed = 0;
let skipped = 0;
let statusOnly = 0;
try {
  for (const { id, level } of suite.cases) {
    if (globs.length > 0 && !globs.some((glob) => matchesCase(id, glob))) continue;
    if (level === 'aws' || level === 'legacy') continue;
    const plain = await runAlone(id, null);
    const verdict = verdictOf(plain, id);
    if (verdict !== 'pass') {
      skipped++;
      process.stdout.write(`unread   ${id}: ${verdict} without any change\n`);
      continue;
    }
    const ids = new Set(judgedIds(plain, id));
    const answers = proxy.answers().filter((answer) => ids.has(answer.requestId));
    const { noticed, tried } = await firstNoticed(id, answers);
    if (noticed === null) failed++;
    else passed++;
    if (noticed === 'status') statusOnly++;
    const text =
      noticed === null ? `VACUOUS  ${id}: ${tried} changes and none noticed` : `noticed  ${id}: ${noticed}`;
    process.stdout.write(`${text}\n`);
  }
} finally {
  await proxy.close();
  await server.close();
}
process.stdout.write(`${statusOnly} cases notice nothing but a status\n`);
process.stdout.write(`vacuity: ${passed} passed, ${failed} failed, ${skipped} skipped\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
