import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { appendFile, mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { journalFolder } from '../../src/runner/journal/journal-folder.js';
import { type JournalHeader, writeLine } from '../../src/runner/journal/journal-text.js';
import { openJournal } from '../../src/runner/journal/open-journal.js';
import { identifyThisProcess, type ProcessIdentity } from '../../src/runner/journal/process-identity.js';
import { markRemovedIn, readJournals } from '../../src/runner/journal/read-journals.js';
import { makeFolder } from '../support/make-folder.js';
import { runScenario } from '../support/run-scenario.js';
import { useServer } from '../support/use-server.js';

const server = useServer();

const facts = {
  endpointUrl: 'http://127.0.0.1:9000',
  region: 'us-east-1',
  pathStyle: null,
  started: '2026-11-22T10:00:00.000Z',
};
const owner = { credential: 'main', accessKey: 'AKIDEXAMPLE' };

/** Writes a journal as another process would have, its time of change so many milliseconds ago. */
async function writeJournal(of: ProcessIdentity, ageMs: number, further = ''): Promise<string> {
  const folder = await makeFolder();
  const file = path.join(folder, 'abcd.journal');
  const header: JournalHeader = { ...facts, runId: 'abcd', process: of };
  await writeFile(
    file,
    writeLine({ journal: 1, ...header }) + writeLine({ bucket: 'b1', ...owner }) + further,
  );
  const then = new Date(Date.now() - ageMs);
  await utimes(file, then, then);
  return folder;
}

async function isAlive(folder: string): Promise<boolean | undefined> {
  const [journal] = await readJournals(folder, new Date());
  return journal?.isAlive;
}

/** The id of a process that has ended. */
async function endedProcess(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  return child.pid ?? 0;
}

test('a bucket is on disk when record resolves, struck when it is gone, and the file goes with the last', async () => {
  const folder = path.join(await makeFolder(), 'deep', 'journals');
  const journal = openJournal(folder, { runId: 'abcd', ...facts });
  await expect(readdir(folder)).rejects.toThrow('ENOENT');
  await Promise.all(['b1', 'b2', 'b3'].map((bucket) => journal.record({ bucket, ...owner })));
  const names = async () =>
    (await readJournals(folder, new Date()))[0]?.entries.map(({ bucket }) => bucket).sort();
  expect(await names()).toEqual(['b1', 'b2', 'b3']);
  await journal.markRemoved({ bucket: 'b2', ...owner });
  expect(await names()).toEqual(['b1', 'b3']);
  expect(await isAlive(folder)).toBe(true);
  await journal.markRemoved({ bucket: 'b1', ...owner });
  await journal.markRemoved({ bucket: 'b3', ...owner });
  await journal.close();
  expect(await readdir(folder)).toEqual([]);
});

test('a journal that ends with buckets left stays, and counts as dead though its process goes on', async () => {
  const folder = await makeFolder();
  const journal = openJournal(folder, { runId: 'abcd', ...facts });
  await journal.record({ bucket: 'b1', ...owner });
  await journal.close();
  const [found] = await readJournals(folder, new Date());
  expect(found).toMatchObject({ isAlive: false, isClosed: true, entries: [{ bucket: 'b1' }] });
});

test('a journal holds no secret, and nobody else may read it', async () => {
  const state = await makeFolder();
  let text = '';
  let mode = 0;
  await runScenario(
    `
cases:
  - case: one
    fixtures: { object_lock: true, objects: [ { key: a, body: x, object_lock_mode: COMPLIANCE, object_lock_retain_until_date: "\${now+1d}" } ] }
    steps: [ { operation: HeadBucket } ]
`,
    server.url,
    { environment: { S3TESTER_STATE_DIR: state } },
  );
  const folder = journalFolder({ S3TESTER_STATE_DIR: state });
  for (const name of await readdir(folder)) {
    text += await readFile(path.join(folder, name), 'utf8');
    mode = (await stat(path.join(folder, name))).mode;
  }
  expect(text).toContain('s3tester-');
  expect(text).not.toMatch(/s3tester-secret/);
  if (process.platform !== 'win32') {
    expect(mode & 0o077).toBe(0);
  }
});

test('a run without fixtures writes no journal', async () => {
  const state = await makeFolder();
  await runScenario(
    `
test_cases:
  groups: [ { name: g, test: [ { operation: ListBuckets } ] } ]
`,
    server.url,
    { environment: { S3TESTER_STATE_DIR: state } },
  );
  expect(await readdir(state)).toEqual([]);
});

/** What a run says of a case that needs a bucket, with its state in such a folder. */
async function runWithState(state: string) {
  return runScenario(
    `
cases:
  - case: one
    fixtures: { bucket: own }
    steps: [ { operation: HeadBucket } ]
`,
    server.url,
    { environment: { S3TESTER_STATE_DIR: state } },
  );
}

async function expectNoBucket(state: string, problem: string): Promise<void> {
  const { cases, results } = await runWithState(state);
  expect(cases).toMatchObject([
    { verdict: 'error', reason: `set-up: the journal cannot be written: ${problem}` },
  ]);
  expect(results.map(({ status }) => status)).toEqual(['skipped']);
}

test('where no journal can be written, no bucket is made and the case is an error', async () => {
  const state = await makeFolder({ journals: 'a file, where the folder should be' });
  await expectNoBucket(state, `${path.join(state, 'journals')} is not a folder`);
});

test.skipIf(!existsSync('/proc/self'))('nor is one where the folder of journals cannot be made', async () => {
  await expectNoBucket('/proc/no-such-folder/state', '/proc takes no folders');
});

test('this process is alive, whatever the age of its journal', async () => {
  expect(await isAlive(await writeJournal(await identifyThisProcess(), 0))).toBe(true);
  const own = await identifyThisProcess();
  if (own.began !== null) {
    expect(await isAlive(await writeJournal(own, 10 ** 9))).toBe(true);
  }
});

test('a process that ended is dead at once', async () => {
  const own = await identifyThisProcess();
  expect(await isAlive(await writeJournal({ ...own, pid: await endedProcess() }, 0))).toBe(false);
});

test('a process that got the id of one that ended does not keep its journal alive', async () => {
  const own = await identifyThisProcess();
  if (own.began === null) {
    return;
  }
  expect(await isAlive(await writeJournal({ ...own, began: '1' }, 0))).toBe(false);
});

test('where the beginning of processes cannot be read, an id in use is believed for a day', async () => {
  const own = { ...(await identifyThisProcess()), began: null };
  expect(await isAlive(await writeJournal(own, 60 * 60_000))).toBe(true);
  expect(await isAlive(await writeJournal(own, 25 * 60 * 60_000))).toBe(false);
  expect(await isAlive(await writeJournal({ ...own, pid: await endedProcess() }, 0))).toBe(false);
});

test('a run on another machine or in another container is believed while its journal is renewed', async () => {
  const elsewhere = { pid: process.pid, place: 'another machine', began: null };
  expect(await isAlive(await writeJournal(elsewhere, 60_000))).toBe(true);
  expect(await isAlive(await writeJournal(elsewhere, 6 * 60_000))).toBe(false);
});

test('a line that was cut off is passed over, and does not spoil the next', async () => {
  const folder = await writeJournal(await identifyThisProcess(), 0, '{"bucket":"b2","cred');
  const file = path.join(folder, 'abcd.journal');
  const names = async () => (await readJournals(folder, new Date()))[0]?.entries.map(({ bucket }) => bucket);
  expect(await names()).toEqual(['b1']);
  await markRemovedIn(file, { bucket: 'b1', ...owner });
  expect(await names()).toEqual([]);
  await markRemovedIn(path.join(folder, 'gone.journal'), { bucket: 'b1', ...owner });
  expect(await readdir(folder)).toEqual(['abcd.journal']);
});

test('two accounts may have a bucket of one name, and a line of an earlier version strikes both', async () => {
  const other = { credential: 'alt', accessKey: 's3tester-alt' };
  const further = writeLine({ bucket: 'b1', ...other });
  const folder = await writeJournal(await identifyThisProcess(), 0, further);
  const file = path.join(folder, 'abcd.journal');
  const entries = async () => (await readJournals(folder, new Date()))[0]?.entries;
  expect(await entries()).toHaveLength(2);
  await markRemovedIn(file, { bucket: 'b1', ...owner });
  expect(await entries()).toEqual([{ bucket: 'b1', ...other }]);
  await appendFile(file, writeLine({ gone: 'b1' }));
  expect(await entries()).toEqual([]);
});

test('what is no journal is left alone', async () => {
  const folder = await makeFolder({ 'notes.txt': 'mine', 'torn.journal': '{"journal":1,"runId' });
  await mkdir(path.join(folder, 'folder'));
  await appendFile(path.join(folder, 'notes.txt'), '.');
  const found = await readJournals(folder, new Date());
  expect(found).toMatchObject([{ header: null, entries: [], isAlive: true }]);
  expect(await readJournals(path.join(folder, 'nowhere'), new Date())).toEqual([]);
});
