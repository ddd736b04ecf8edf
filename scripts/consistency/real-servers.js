import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { eachServer } from '../servers/lib/each-server.js';
import { chooseServers } from '../servers/lib/registry.js';
import { credentialOptions } from '../servers/lib/users.js';
import { observeProcess } from './lib/observe-process.js';
import { readProcessFile, writeProcessFile } from './lib/process-file.js';
import { describeEnded, runConsistency } from './lib/run-consistency.js';

// Runs `s3tester consistency` against servers of others, each as long as is asked for, and with --kill while the server is
// killed and started again every five seconds. Keeps the history, the page and the scenario of each run.
// Usage: node scripts/consistency/real-servers.js [minio|versitygw|ceph-rgw …] [--duration 10m] [--kill] [--folder DIR] [-- OPTIONS]

/**
 * What is known of a server, so that each run would end with that at once: docs/consistency.md says what is wrong with it.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const known = {
  minio: ['conditional-delete'],
  versitygw: [
    ...['if-none-match', 'if-match', 'conditional-delete', 'conditional-complete'],
    ...['list-v1', 'list-v2', 'list-versions'],
  ],
  'ceph-rgw': ['conditional-delete', 'conditional-complete', 'list-versions'],
};

const { values, positionals } = parseArgs({
  options: {
    duration: { type: 'string', default: '1m' },
    kill: { type: 'boolean', default: false },
    folder: { type: 'string', default: join(tmpdir(), 's3tester-consistency') },
  },
  allowPositionals: true,
});
const split = positionals.findIndex((word) => word.startsWith('--'));
const names = split < 0 ? positionals : positionals.slice(0, split);
const further = split < 0 ? [] : positionals.slice(split);
const servers = chooseServers(names.length === 0 ? ['minio', 'versitygw', 'ceph-rgw'] : names);
const folder = values.folder;
await mkdir(folder, { recursive: true });
let isClean = true;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => process.exit(130));
}

const enough = await eachServer(servers, servers.length, console.log, async ({ name }, running) => {
  const of = (/** @type {string} */ suffix) =>
    join(folder, `${name}${values.kill ? '-killed' : ''}${suffix}`);
  const file = of('.process.json');
  const pid = running.pids.at(-1) ?? 0;
  await writeProcessFile(file, await observeProcess(pid));
  const nemesis = ['kill-process.js', 'start-process.js'].map(
    (script) => `'${process.execPath}' '${fileURLToPath(new URL(script, import.meta.url))}' '${file}'`,
  );
  const ended = await runConsistency(
    [
      ...['--endpoint-url', running.endpoint, '--region', running.region, '--path-style'],
      ...credentialOptions({ main: running.users.main }),
      ...['--duration', values.duration, '--history', of('.ndjson'), '--scenario', of('.yaml')],
      ...['--report', `html=${of('.html')}`, '--report', `table=${of('.txt')}`],
      ...(known[name] ?? []).flatMap((feature) => ['--without', feature]),
      ...further,
      ...(values.kill ? ['--nemesis', ...nemesis, 'every', '5s', 'for', '1s'] : []),
    ],
    of('.json'),
  );
  console.log(`${name}: ${describeEnded(ended)}`);
  isClean &&= ended.code !== 1 && ended.results !== null;
  if (values.kill) {
    await endProcess(file, pid);
  }
});
process.exitCode = enough && isClean ? 0 : 1;

/**
 * What was started again is nobody's child any more.
 * @param {string} file
 * @param {number} first the process that the server was started with, and that its script ends
 */
async function endProcess(file, first) {
  const { pid } = await readProcessFile(file);
  if (pid !== first) {
    try {
      process.kill(pid, 'SIGTERM');
    } catch {
      // It has ended by itself.
    }
  }
}
