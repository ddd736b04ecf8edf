// How fast histories are checked: one register at a time against porcupine (a Go library) on the same histories, in processor
// time, and a whole history of a file by all checkers, with the memory that it takes.
// Usage: node bench/checkers.js [OPERATIONS=1000000] [KEYS=100]
// Needs Go. Fails below three times porcupine's operations per second, where a history takes more than a minute, or 1 GB.
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createChecks } from '../dist/consistency/checkers/create-checks.js';
import { checkRegister } from '../dist/consistency/checkers/register/check-register.js';
import { openHistoryWriter } from '../dist/consistency/history/history-writer.js';
import { openHistory } from '../dist/consistency/history/read-history.js';
import { makeFractions } from '../dist/consistency/random.js';
import { runPorcupine } from '../scripts/consistency/lib/run-porcupine.js';
import { simulateRegister } from '../scripts/consistency/lib/simulate-register.js';

/** @import { HistoryHeader, HistoryOperation } from '../dist/consistency/history/types.js' */
/** @import { RegisterOperation } from '../dist/consistency/checkers/register/register.js' */

const [operations = 1_000_000, keys = 100] = process.argv.slice(2).map(Number);
const budget = 2_000_000;
/** Seconds that porcupine may take for one key before it gives up. */
const limit = 20;
/** With more clients a key, porcupine gives up. */
const manyClients = 8;
const wantedRatio = 3;
const mostSeconds = 60;
const mostBytes = 1e9;

const mixes = {
  'reads and writes, 4 clients a key': { clients: 4, reads: 0.6 },
  'reads and writes, 16 clients a key': { clients: 16, reads: 0.6 },
  'with deletes and conditions, 4 clients a key': { clients: 4, reads: 0.5, deletes: 0.1, conditions: 0.3 },
  'with deletes and conditions, 16 clients a key': { clients: 16, reads: 0.5, deletes: 0.1, conditions: 0.3 },
  'with unknown outcomes too, 8 clients a key': {
    clients: 1,
    reads: 0.5,
    deletes: 0.1,
    conditions: 0.3,
    unknown: 0.005,
  },
};

let isGood = true;
for (const [name, mix] of Object.entries(mixes)) {
  await compare(name, mix);
}
await checkFile();
process.exitCode = isGood ? 0 : 1;

/** @param {string} name @param {Omit<import('../scripts/consistency/lib/simulate-register.js').Simulation, 'operations'>} mix */
async function compare(name, mix) {
  // Porcupine needs its limit for each of these keys.
  const some = mix.clients > manyClients ? Math.ceil(keys / 10) : keys;
  const histories = Array.from({ length: some }, (_, key) =>
    simulateRegister({ operations: operations / keys, ...mix }, makeFractions(key + 1)),
  );
  const before = process.cpuUsage();
  const ours = histories.map((history) => checkRegister(history, budget).verdict);
  const { user, system } = process.cpuUsage(before);
  const theirs = await runPorcupine(histories, limit);
  const seconds = (user + system) / 1e6;
  const ratio = theirs.seconds / seconds;
  const count = histories.length * (operations / keys);
  console.log(
    `${name}: ${Math.round(count / seconds)} operations/s (${tally(ours)}), porcupine ${Math.round(count / theirs.seconds)} (${tally(theirs.verdicts)}): ${ratio.toFixed(1)} times`,
  );
  isGood &&= ratio >= wantedRatio;
}

/** @param {readonly string[]} verdicts */
function tally(verdicts) {
  return [...new Set(verdicts)]
    .map((verdict) => `${verdicts.filter((other) => other === verdict).length} ${verdict}`)
    .join(', ');
}

async function checkFile() {
  const folder = await mkdtemp(join(tmpdir(), 's3tester-checkers-'));
  try {
    const path = join(folder, 'history.ndjson');
    await writeHistory(path);
    global.gc?.();
    const before = process.memoryUsage.rss();
    const usage = process.cpuUsage();
    const began = performance.now();
    const { header: opened, lines } = await openHistory(path);
    const checks = createChecks(opened);
    for await (const line of lines) {
      checks.add(line);
    }
    const read = (performance.now() - began) / 1000;
    const verdicts = checks.finish();
    const { user, system } = process.cpuUsage(usage);
    const seconds = (user + system) / 1e6;
    const peak = process.resourceUsage().maxRSS * 1024;
    console.log(
      `all checkers, ${operations} operations on ${keys} keys, ${((await stat(path)).size / 1e6).toFixed(0)} MB: ` +
        `${seconds.toFixed(1)} s of processor time, ${((performance.now() - began) / 1000).toFixed(1)} s in all, ${read.toFixed(1)} s of it reading; ` +
        `peak memory ${(peak / 1e6).toFixed(0)} MB (${(before / 1e6).toFixed(0)} MB before); ${tally(verdicts.map(({ verdict }) => verdict))}`,
    );
    isGood &&= seconds < mostSeconds && peak < mostBytes && verdicts.every(({ verdict }) => verdict === 'ok');
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** @param {string} path */
async function writeHistory(path) {
  const file = await openHistoryWriter(path, header(), () => {});
  let value = 0;
  for (let key = 0; key < keys; key++) {
    const history = simulateRegister(
      {
        operations: operations / keys,
        clients: 1,
        reads: 0.5,
        deletes: 0.1,
        conditions: 0.3,
        unknown: 0.001,
      },
      makeFractions(key + 1),
    );
    const base = value;
    for (const operation of history) {
      file.write(lineOf(operation, file.operations, key, base));
      value = Math.max(value, base + Math.max(operation.sets ?? 0, operation.value));
    }
    await file.ready();
  }
  await file.close();
}

/** @returns {HistoryHeader} */
function header() {
  return {
    type: 'history',
    format: 1,
    workloads: ['simulated'],
    model: 'strong',
    start: new Date(0).toISOString(),
    endpoints: ['http://127.0.0.1:9000'],
    buckets: [{ name: 's3tester-simulated', versioned: false }],
    clients: 1,
    seed: 1,
    s3tester_version: '0.0.0',
  };
}

/** @param {RegisterOperation} operation @param {number} id @param {number} key @param {number} base @returns {HistoryOperation} */
function lineOf({ call, return: returned, asks, value, sets, optional }, id, key, base) {
  const isRead = sets === null && asks === 'equal';
  const isCreate = value === 0;
  const condition = isCreate
    ? /** @type {const} */ ({ if_none_match: '*' })
    : { if_match: `"${base + value}"`, if_match_value: base + value };
  const isFound = isRead && value !== 0;
  return {
    id,
    client: id,
    endpoint: 0,
    workload: 'simulated',
    op: isRead ? 'get' : sets === 0 ? 'delete' : 'put',
    bucket: 's3tester-simulated',
    key: `prefix/key-${key}`,
    call: call * 100,
    return: optional ? null : returned * 100,
    outcome: optional ? 'unknown' : isFound || sets !== null ? 'ok' : 'refused',
    status: optional ? null : isFound || sets !== null ? 200 : isRead ? 404 : 412,
    ...(asks === 'anything' || isRead ? {} : { condition }),
    ...(sets === null || sets === 0 ? {} : { value: base + sets, etag: `"${base + sets}"` }),
    ...(isRead
      ? { read: value === 0 ? { value: null } : { value: base + value, etag: `"${base + value}"` } }
      : {}),
  };
}
