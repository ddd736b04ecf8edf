import pLimit from 'p-limit';
import { changesOf } from './answer-changes.js';
import { startChangingProxy } from './changing-proxy.js';
import { isOf, runCases, verdictsOf } from './suite-runner.js';

/** @typedef {import('./suite-runner.js').Suite} Suite */
/** @typedef {import('./suite-runner.js').Results} Results */
/** @typedef {import('./suite-runner.js').RunningServer} RunningServer */
/** @typedef {{ readonly id: string, readonly outcome: 'noticed' | 'vacuous' | 'unread' | 'skipped', readonly text: string, readonly isStatusOnly: boolean }} CaseVerdict */

/** How many cases run at once, each behind a proxy of its own. */
const casesAtOnce = 6;

/** What an answer says is changed in so many ways before only its status is. */
const mostChanges = 60;

/**
 * Runs cases alone through a proxy that changes one answer at a time, until a change is noticed. A case that notices none
 * is `vacuous`; one that fails without any change is `unread`, since nothing can be said of it.
 * @param {Suite} suite
 * @param {readonly string[]} ids
 * @param {RunningServer} server
 * @param {(verdict: CaseVerdict) => void} [tell]
 * @returns {Promise<CaseVerdict[]>} in the order of `ids`
 */
export async function checkCases(suite, ids, server, tell = () => {}) {
  const limit = pLimit(casesAtOnce);
  return Promise.all(
    ids.map((id) =>
      limit(async () => {
        const verdict = await checkCase(suite, id, server);
        tell(verdict);
        return verdict;
      }),
    ),
  );
}

/**
 * @param {Suite} suite
 * @param {string} id
 * @param {RunningServer} server
 * @returns {Promise<CaseVerdict>}
 */
async function checkCase(suite, id, server) {
  const proxy = await startChangingProxy(server.url);
  /** @param {import('./changing-proxy.js').Asked | null} change */
  const runAlone = (change) => {
    proxy.begin(change);
    return runCases(suite, [id], server, { url: proxy.url, concurrency: 1 });
  };
  try {
    const plain = await runAlone(null);
    const bad = verdictsOf(plain, id).find((verdict) => verdict !== 'pass');
    if (bad !== undefined) {
      const reason = plain.cases.find(({ verdict }) => verdict === bad)?.reason ?? '';
      return {
        id,
        outcome: bad === 'skipped' ? bad : 'unread',
        text: `${bad}: ${reason}`,
        isStatusOnly: false,
      };
    }
    const judged = judgedIds(plain, id);
    const changes = orderChanges(proxy.answers().filter(({ requestId }) => judged.has(requestId)));
    for (const { at, change } of changes) {
      const verdicts = verdictsOf(await runAlone({ at, change }), id);
      if (verdicts.some((verdict) => verdict !== 'pass'))
        return { id, outcome: 'noticed', text: change.kind, isStatusOnly: change.isStatus };
    }
    return {
      id,
      outcome: 'vacuous',
      text: `${changes.length} changes and none noticed`,
      isStatusOnly: false,
    };
  } finally {
    await proxy.close();
  }
}

/**
 * The request ids of the answers that the steps of a case judged.
 * @param {Results} results
 * @param {string} id
 * @returns {ReadonlySet<string | null>}
 */
function judgedIds({ results }, id) {
  const steps = results.filter((step) => isOf(step.case, id) && step.phase === 'test');
  return new Set(
    steps
      .flatMap((step) => step.http.map((exchange) => exchange.request_id))
      .filter((requestId) => requestId !== null),
  );
}

/**
 * The changes to try: those of what answers say, the last answers first, and only then those of a bare status.
 * @param {readonly import('./answer-changes.js').Answer[]} answers
 */
function orderChanges(answers) {
  const all = answers
    .toReversed()
    .flatMap((answer) => changesOf(answer).map((change) => ({ at: answer.index, change })));
  return [
    ...all.filter(({ change }) => !change.isStatus).slice(0, mostChanges),
    ...all.filter(({ change }) => change.isStatus),
  ];
}
