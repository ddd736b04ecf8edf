// Asks servers which applications work on them: by `s3tester qualify`, and by the replay of each recording. Notes what it
// finds in answers-on-servers.yaml and replays-on-servers.yaml, and writes docs/applications-on-servers.md of them and of
// what the applications themselves did there (jobs-on-servers.yaml).
// Usage: node scripts/applications/on-servers.js [APPLICATION…] [--server SERVER]… [--only answers|replays|page]
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { eachServer } from '../servers/lib/each-server.js';
import { chooseServers } from '../servers/lib/registry.js';
import { embedded } from './lib/embedded.js';
import { profileNames, qualifyServer } from './lib/qualify-server.js';
import { replayRecording } from './lib/replay-recording.js';
import { answerNotes, replayNotes } from './lib/server-notes.js';
import { usualServers } from './lib/usual-servers.js';
import { writePage } from './lib/write-page.js';
import { applications } from './registry.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    server: { type: 'string', multiple: true, default: [embedded.name, ...usualServers] },
    only: { type: 'string' },
  },
});
const others = chooseServers(values.server.filter((name) => name !== embedded.name));
const servers = [...(values.server.includes(embedded.name) ? [embedded] : []), ...others];
const isChosen = (/** @type {string} */ name) => positionals.length === 0 || positionals.includes(name);

const folder = await mkdtemp(join(tmpdir(), 's3tester-applications-'));
try {
  const isWhole = values.only === 'page' || (await eachServer(servers, servers.length, print, ask));
  await writePage();
  process.exitCode = isWhole ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** @type {Parameters<typeof eachServer>[3]} */
async function ask(server, running) {
  if (values.only !== 'replays') {
    const names = (await profileNames()).filter(isChosen);
    const { answers, seconds } = await qualifyServer(server, running, names, folder);
    for (const [name, note] of answers) {
      await answerNotes.write(server, name, note);
    }
    print(`${server.name}: ${answers.length} applications in ${seconds.toFixed(1)} s`);
  }
  if (values.only !== 'answers') {
    for (const { name } of applications.filter((one) => isChosen(one.name))) {
      const note = await replayRecording(name, running, folder);
      await replayNotes.write(server, name, note);
      print(`${server.name}: ${name}: ${note.passed} of ${note.of}${tell(note.failed)}`);
    }
  }
}

/** @param {import('./lib/server-notes.js').ReplayNote['failed']} failed */
function tell(failed) {
  return failed === undefined ? '' : `: ${failed.step}: ${failed.outcome}: ${failed.reason}`;
}

/** @param {string} line */
function print(line) {
  process.stdout.write(`${line}\n`);
}
