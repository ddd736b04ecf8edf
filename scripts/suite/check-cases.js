import pLimit from 'p-limit';
import { changesOf } from './answer-changes.js';
import { startChangingProxy } from './changing-proxy.js';
import { isOf, runCases } from './suite-runner.js';

/** @typedef {import('./answer-changes.js').Answer} Answer */
/** @typedef {import('./suite-runner.js').Suite} Suite */
/** @typedef {import('./suite-runner.js').Results} Results */
/** @typedef {import('./suite-runner.js').RunningServer} RunningServer */
/** @typedef {import('./changing-proxy.js').Asked} Asked */
/** @typedef {{ readonly id: string, readonly outcome: 'noticed' | 'vacuous' | 'unread' | 'skipped', readonly text: string, readonly isStatusOnly: boolean, readonly isExactOnly: boolean }} CaseVerdict `isExactOnly`: no change fails it, but some make it inexact */
/** @typedef {(change: Asked | null) => Promise<{ readonly results: Results, readonly changed: string | null }>} RunAlone `changed`: the request id of the answer that was changed */

/** How many cases run at once, each behind a proxy of its own. */
const casesAtOnce = 6;

/** What an answer says is changed in so many ways before only its status is. */
const mostChanges = 60;

/** How often a change is tried whose answer was another in that run, as where a case asks until something holds. */
const mostTries = 3;

/**
 * Runs cases alone through a proxy that changes one answer at a time, until a change is noticed: the case, or the row of
 * it, fails. One that fails by none, and is no longer exact by some, notices what clients tolerate; one that notices none is `vacuous`; one that does not pass without any change is `unread`, since nothing can
 * be said of it.
 * @param {Suite} suite
 * @param {readonly string[]} ids
 * @param {RunningServer} server
 * @param {(verdict: CaseVerdict) => void} [tell]
 * @returns {Promise<CaseVerdict[]>} in the order of `ids`
 */
export async function checkCases(suite, ids, server, tell = () => {}) {
  const limit = pLimit(casesAtOnce);
  const verdicts = await Promise.all(
    ids.map((id) =>
      limit(async () => {
        const rows = await checkCase(suite, id, server);
        for (const verdict of rows) {
          tell(verdict);
        }
        return rows;
      }),
    ),
  );
  return verdicts.flat();
}

/**
 * @param {Suite} suite
 * @param {string} id
 * @param {RunningServer} server
 * @returns {Promise<CaseVerdict[]>} one, or one for each row of the case
 */
async function checkCase(suite, id, server) {
  const proxy = await startChangingProxy(server.url);
  /** @type {RunAlone} */
  const runAlone = async (change) => {
    proxy.begin(change);
    const results = await runCases(suite, [id], server, { url: proxy.url });
    return { results, changed: proxy.changedAnswer()?.requestId ?? null };
  };
  try {
    const { results: plain } = await runAlone(null);
    const answers = proxy.answers();
    const rows = plain.cases.filter((one) => isOf(one.id, id));
    if (rows.length === 0) {
      return [verdictOf(id, 'unread', 'it did not run')];
    }
    /** @type {CaseVerdict[]} */
    const verdicts = [];
    for (const { id: row, verdict, reason } of rows) {
      const isInapplicable = verdict === 'skipped' && plain.endpoint_lost === null;
      verdicts.push(
        verdict === 'pass'
          ? await checkRow(row, judgedBy(plain, row, answers), runAlone)
          : verdictOf(row, isInapplicable ? 'skipped' : 'unread', `${verdict}: ${reason}`),
      );
    }
    return verdicts;
  } finally {
    await proxy.close();
  }
}

/**
 * @param {string} row
 * @param {readonly Answer[]} answers those that it judged
 * @param {RunAlone} runAlone
 * @returns {Promise<CaseVerdict>}
 */
async function checkRow(row, answers, runAlone) {
  const changes = orderChanges(answers);
  let applied = 0;
  /** @type {string | null} */
  let inexact = null;
  for (const { at, change } of changes) {
    const found = await applyChange(row, { at, change }, runAlone);
    if (found !== 'missed') {
      applied++;
    }
    if (found === 'noticed') {
      const place = answers.findIndex(({ index }) => index === at) + 1;
      const text = `${change.kind}, answer ${place} of ${answers.length}`;
      return verdictOf(row, 'noticed', text, { isStatusOnly: change.isStatus });
    }
    if (found === 'inexact') {
      inexact ??= change.kind;
    }
  }
  if (inexact !== null) {
    return verdictOf(row, 'noticed', `${inexact}, as what is tolerated`, { isExactOnly: true });
  }
  return verdictOf(row, 'vacuous', `${applied} of ${changes.length} changes made and none noticed`);
}

/**
 * Makes a change, and says whether the row failed by what it judged, or was no longer exact; an error or a set-up that failed is no judgement.
 * @param {string} row
 * @param {Asked} asked
 * @param {RunAlone} runAlone
 */
async function applyChange(row, asked, runAlone) {
  for (let tries = 0; tries < mostTries; tries++) {
    const { results, changed } = await runAlone(asked);
    if (changed === null || !judgedIds(results, row).has(changed)) {
      continue;
    }
    const judged = results.cases.find(({ id }) => id === row);
    const hasFailed = judged?.verdict === 'fail' || judged?.verdict === 'unsupported';
    if (hasFailed && judged.set_up === undefined) {
      return 'noticed';
    }
    return judged?.verdict === 'pass' && judged.exact === false ? 'inexact' : 'unnoticed';
  }
  return 'missed';
}

/**
 * @param {string} id
 * @param {CaseVerdict['outcome']} outcome
 * @param {string} text
 * @param {{ readonly isStatusOnly?: boolean, readonly isExactOnly?: boolean }} [facts]
 * @returns {CaseVerdict}
 */
function verdictOf(id, outcome, text, { isStatusOnly = false, isExactOnly = false } = {}) {
  return { id, outcome, text, isStatusOnly, isExactOnly };
}

/**
 * The answers that the steps of a row judged, in order.
 * @param {Results} results
 * @param {string} row
 * @param {readonly Answer[]} answers
 */
function judgedBy(results, row, answers) {
  const ids = judgedIds(results, row);
  return answers.filter(({ requestId }) => requestId !== null && ids.has(requestId));
}

/**
 * @param {Results} results
 * @param {string} row
 * @returns {ReadonlySet<string | null>}
 */
function judgedIds({ results }, row) {
  const steps = results.filter((step) => step.case === row && step.phase === 'test');
  return new Set(steps.flatMap((step) => step.http.map((exchange) => exchange.request_id)));
}

/**
 * The changes to try: those of what answers say, the last answers first and one of each kind before a second, and only
 * then those of a bare status.
 * @param {readonly Answer[]} answers
 * @returns {readonly Asked[]}
 */
function orderChanges(answers) {
  const all = answers.toReversed().flatMap((answer) => {
    const changes = changesOf(answer);
    return changes.map((change, place) => ({
      at: answer.index,
      change,
      rank: changes.slice(0, place).filter(({ kind }) => kind === change.kind).length,
    }));
  });
  return [
    ...all
      .filter(({ change }) => !change.isStatus)
      .sort((left, right) => left.rank - right.rank)
      .slice(0, mostChanges),
    ...all.filter(({ change }) => change.isStatus),
  ];
}
