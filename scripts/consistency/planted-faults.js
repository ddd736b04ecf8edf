import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runConsistency } from './lib/run-consistency.js';

// Starts the embedded server, in a process of its own, with a fault that strikes seldom, and lets `s3tester consistency` look
// for it, with one seed after another. Says how often it was found, and after how long.
// Usage: node scripts/consistency/planted-faults.js [FAULT …] [--chance 1/10000] [--seeds 20] [--duration 60s] [--workload NAME]

const program = fileURLToPath(new URL('../../bin/s3tester.js', import.meta.url));
const usual = ['cas-lost', 'stale-read', 'delete-resurrected', 'list-entry-missing'];

const { values, positionals } = parseArgs({
  options: {
    chance: { type: 'string', default: '1/10000' },
    seeds: { type: 'string', default: '20' },
    duration: { type: 'string', default: '60s' },
    workload: { type: 'string' },
  },
  allowPositionals: true,
});
const seeds = Number(values.seeds);
const folder = await mkdtemp(join(tmpdir(), 's3tester-planted-'));
try {
  for (const fault of positionals.length === 0 ? usual : positionals) {
    await lookFor(fault);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** @param {string} fault */
async function lookFor(fault) {
  const found = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const { url, end } = await startServer([`${fault}:${values.chance}`], seed);
    const { code, results } = await runConsistency(
      [
        ...['--endpoint-url', url, '--credential', 'main=s3tester:s3tester-secret', '--quiet'],
        ...['--duration', values.duration, '--seed', String(seed)],
        ...(values.workload === undefined ? [] : ['--workload', values.workload]),
      ],
      join(folder, 'results.json'),
    );
    await end();
    const checkers = (results?.verdicts ?? [])
      .filter(({ verdict }) => verdict === 'violated')
      .map(({ checker }) => checker);
    const what = code === 1 ? `found by ${checkers.join(', ')}` : `not found, exit code ${code}`;
    console.log(
      `${fault} seed ${seed}: ${what}, ${results?.operations} operations, ${results?.seconds?.toFixed(1)} s`,
    );
    if (code === 1) {
      found.push(results?.seconds ?? 0);
    }
  }
  const last = found.toSorted((one, other) => one - other).at(-1);
  console.log(
    `${fault}:${values.chance}: found with ${found.length} of ${seeds} seeds, within ${last?.toFixed(1)} s`,
  );
  process.exitCode = (process.exitCode ?? 0) || found.length < seeds * 0.95 ? 1 : 0;
}

/**
 * @param {readonly string[]} faults
 * @param {number} seed
 */
async function startServer(faults, seed) {
  const words = [
    program,
    'serve',
    '--fault-seed',
    String(seed),
    ...faults.flatMap((one) => ['--fault', one]),
  ];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'ignore'] });
  const [url] = await once(createInterface({ input: child.stdout }), 'line');
  return {
    url: String(url),
    async end() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
