// Writes docs/performance.md from the other benchmarks, each of which compares builds and programs in turn.
// Usage: node bench/report.js FOLDER [NAME=BUILD...]
// FOLDER keeps what each benchmark said, as NAME.json or NAME.txt: what is there is not measured again. Each BUILD is the
// folder of another build, by the name that the page gives it; this one is compared with the first. Needs Go and Python;
// with S3TESTER_BENCH_S3_TESTS, a checkout of ceph/s3-tests, and S3TESTER_BENCH_PYTHON, what suite-speed.js asks for, its
// tests are compared as well. S3TESTER_BENCH_WITHOUT=consistency leaves the histories out. Linux only.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { observeCommand } from '../scripts/servers/lib/run-command.js';
import { describeMachine } from './report/machine.js';
import { renderReport } from './report/render.js';

const [given, ...named] = process.argv.slice(2);
if (given === undefined) {
  process.stderr.write('usage: node bench/report.js FOLDER [NAME=BUILD...]\n');
  process.exit(2);
}
const folder = path.resolve(given);
const root = fileURLToPath(new URL('..', import.meta.url));
const names = named.map((text) => {
  const [name = '', build = ''] = text.split('=');
  return /** @type {const} */ ([path.resolve(build), name]);
});
const builds = names.map(([build]) => build);
const { S3TESTER_BENCH_S3_TESTS: s3Tests, S3TESTER_BENCH_PYTHON: python = 'python3' } = process.env;
const without = new Set((process.env.S3TESTER_BENCH_WITHOUT ?? '').split(','));
const longest = 4 * 3600;

await mkdir(folder, { recursive: true });
const said = {
  wholeRun: await say('whole-run.json', ['whole-run.js', '16000', '3', '64']),
  longRun: await say('whole-run-long.json', ['whole-run.js', '100000', '1', '64']),
  suiteCpu: await say('suite-cpu.json', ['suite-cpu.js', '3', ...builds]),
  startUp: await say('start-up.json', ['start-up.js']),
  consistency: without.has('consistency') ? null : await say('consistency.txt', ['consistency.js']),
  memory: await say('memory.txt', ['memory.js', '100000', ...builds]),
  suiteSpeed:
    s3Tests === undefined ? null : await say('suite-speed.json', ['suite-speed.js', s3Tests, python]),
};
const text = renderReport(said, await describeMachine(root), names);
await writeFile(path.join(root, 'docs', 'performance.md'), text);

/**
 * What a benchmark says: as it is kept, or else measured now. A target that is missed fails some of them, and is told.
 * @param {string} name
 * @param {readonly string[]} words
 */
async function say(name, words) {
  const file = path.join(folder, name);
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') {
      throw error;
    }
  }
  const [script = '', ...args] = words;
  const ran = await observeCommand(process.execPath, [path.join(root, 'bench', script), ...args], {
    timeout: longest,
  });
  if (ran.stdout === '') {
    throw new Error(`${script} ended with ${ran.status}\n${ran.output}`);
  }
  await writeFile(file, ran.stdout);
  return ran.stdout;
}
