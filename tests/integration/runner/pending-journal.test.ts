import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync } from 'node:fs';
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { cleanJournals, systemClock } from '../../../src/runner/index.js';
import { openJournal } from '../../../src/runner/journal/open-journal.js';
import { pendingName } from '../../../src/runner/journal/pending-journal.js';
import { identifyThisProcess, type ProcessIdentity } from '../../../src/runner/journal/process-identity.js';
import { makeFolder } from '../../support/make-folder.js';
import { repository } from '../../support/repository.js';

const facts = {
  endpointUrl: 'http://127.0.0.1:1',
  region: 'us-east-1',
  pathStyle: null,
  started: '2026-11-22T10:00:00.000Z',
};
const entry = { bucket: 'b1', credential: 'main', accessKey: 'AKIDEXAMPLE' };

async function clean(folder: string, dryRun = false): Promise<readonly string[]> {
  await cleanJournals({
    folder,
    endpointUrl: facts.endpointUrl,
    credentials: new Map(),
    timeout: 1,
    concurrency: 1,
    insecure: false,
    dryRun,
    clock: systemClock,
  });
  return readdir(folder);
}

/** Leaves an empty file where a process would have written the first line of a journal, so many milliseconds ago. */
async function leaveNascent(folder: string, writer: ProcessIdentity, ageMs: number): Promise<string> {
  return leaveEmpty(pendingName(path.join(folder, 'abcd.journal'), writer), ageMs);
}

async function leaveEmpty(file: string, ageMs: number): Promise<string> {
  await writeFile(file, '');
  const then = new Date(Date.now() - ageMs);
  await utimes(file, then, then);
  return path.basename(file);
}

test('whoever is killed the moment a file comes to be leaves nothing that clean does not remove', async () => {
  const opener = pathToFileURL(path.join(repository, 'dist/runner/journal/open-journal.js')).href;
  const script = `
import { openJournal } from ${JSON.stringify(opener)};
const journal = openJournal(process.argv[1], { runId: 'abcd', ...${JSON.stringify(facts)} });
await journal.record(${JSON.stringify(entry)});
await journal.close();
`;
  for (let round = 0; round < 5; round++) {
    const folder = path.join(await makeFolder(), 'journals');
    mkdirSync(folder);
    const words = ['--input-type=module', '--eval', script, folder];
    const child = spawn(process.execPath, words, { stdio: 'ignore' });
    const ended = once(child, 'exit');
    // Nothing is awaited, so that the kill comes as soon as it can.
    while (readdirSync(folder).length === 0) {}
    child.kill('SIGKILL');
    await ended;
    for (const name of readdirSync(folder).filter((name) => name.endsWith('.journal'))) {
      expect(await readFile(path.join(folder, name), 'utf8')).toMatch(/^\{"journal":1,.*\}\n/);
    }
    const names = (await clean(folder)).filter((name) => name !== 'abcd.journal');
    expect(names).toEqual([]);
  }
});

test('a journal has one file, and never takes the place of another', async () => {
  const folder = await makeFolder();
  const first = openJournal(folder, { runId: 'abcd', ...facts });
  await first.record(entry);
  expect(await readdir(folder)).toEqual(['abcd.journal']);
  const text = await readFile(path.join(folder, 'abcd.journal'), 'utf8');
  const second = openJournal(folder, { runId: 'abcd', ...facts });
  await expect(second.record({ ...entry, bucket: 'b2' })).rejects.toThrow('EEXIST');
  expect(await readdir(folder)).toEqual(['abcd.journal']);
  expect(await readFile(path.join(folder, 'abcd.journal'), 'utf8')).toBe(text);
  await first.close();
});

test('what a dead process was writing goes at once, and in no dry run', async () => {
  const folder = await makeFolder();
  const own = await identifyThisProcess();
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  const name = await leaveNascent(folder, { ...own, pid: child.pid ?? 0 }, 0);
  expect(await clean(folder, true)).toEqual([name]);
  expect(await clean(folder)).toEqual([]);
});

test('what a process that runs is writing stays', async () => {
  const folder = await makeFolder();
  const own = await identifyThisProcess();
  const name = await leaveNascent(folder, own, own.began === null ? 0 : 10 ** 9);
  expect(await clean(folder)).toEqual([name]);
});

test.each([{ began: null }, { began: '7' }])(
  'what a process out of sight (%o) was writing goes after five minutes',
  async ({ began }) => {
    const folder = await makeFolder();
    const writer = { pid: process.pid, place: 'another machine & *', began };
    const name = await leaveNascent(folder, writer, 60_000);
    expect(await clean(folder)).toEqual([name]);
    await leaveNascent(folder, writer, 6 * 60_000);
    expect(await clean(folder)).toEqual([]);
  },
);

test('an empty journal of an older version goes after five minutes', async () => {
  const folder = await makeFolder();
  const file = path.join(folder, 'abcd.journal');
  const name = await leaveEmpty(file, 60_000);
  expect(await clean(folder)).toEqual([name]);
  await leaveEmpty(file, 6 * 60_000);
  expect(await clean(folder)).toEqual([]);
});

test('a file that only ends like the beginning of a journal is left alone', async () => {
  const folder = await makeFolder();
  const names = [
    await leaveEmpty(path.join(folder, 'mine.nascent'), 10 ** 9),
    await leaveEmpty(path.join(folder, 'pid=0&place=x.nascent'), 10 ** 9),
  ];
  expect(await clean(folder)).toEqual(names);
});
