import { startServer } from '../../dist/server/index.js';
import { startChangingProxy } from './changing-proxy.js';
import { isOf, runCases, serverOptions } from './suite-runner.js';

/** @typedef {import('./check-faults.js').FaultVerdict} FaultVerdict */

/**
 * Holds mistakes that a proxy makes against the cases that are said to catch them. A case must pass behind a proxy that
 * makes none.
 * @param {import('./suite-runner.js').Suite} suite
 * @param {readonly import('./reported-faults.js').ReportedFault[]} faults
 * @param {(verdict: FaultVerdict) => void} [tell]
 * @returns {Promise<FaultVerdict[]>}
 */
export async function checkReported(suite, faults, tell = () => {}) {
  /** @type {FaultVerdict[]} */
  const verdicts = [];
  for (const { name, caughtBy, begin } of faults) {
    const passes = await verdictBehind(suite, caughtBy);
    const fails = await verdictBehind(suite, caughtBy, begin());
    const isCaught = passes === 'pass' && fails === 'fail';
    const verdict = {
      name,
      isCaught,
      text: isCaught ? caughtBy : `${caughtBy}: ${passes} without it, ${fails} with it`,
    };
    verdicts.push(verdict);
    tell(verdict);
  }
  return verdicts;
}

/**
 * @param {import('./suite-runner.js').Suite} suite
 * @param {string} id
 * @param {import('./changing-proxy.js').Rule} [rule]
 * @returns {Promise<string>} `pass` where every row passes, `fail` where one fails by what it judges, else what became of it
 */
async function verdictBehind(suite, id, rule) {
  const server = await startServer(serverOptions);
  const proxy = await startChangingProxy(server.url, rule === undefined ? {} : { rule });
  try {
    const { cases } = await runCases(suite, [id], server, { url: proxy.url });
    const rows = cases.filter((one) => isOf(one.id, id) && one.set_up === undefined);
    return (
      rows.find(({ verdict }) => verdict !== 'pass')?.verdict ?? (rows.length > 0 ? 'pass' : 'not there')
    );
  } finally {
    await proxy.close();
    await server.close();
  }
}
