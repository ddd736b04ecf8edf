import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { UsageError } from '../../../src/app/usage-error.js';
import { processIo } from '../../../src/cli/io.js';
import { openLog } from '../../../src/cli/open-log.js';
import { makeFolder } from '../../support/make-folder.js';

const open = (logFile: string) =>
  openLog({ logFile, logFormat: 'json', color: false }, new Map(), process.stderr, processIo());

test('the folder of a log is made where it is missing', async () => {
  const file = path.join(await makeFolder(), 'logs', 'of', 'today', 'run.log');
  const log = await open(file);
  log.warn('one');
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ msg: 'one' });
});

test('a log that cannot be written is refused before anything is sent', async () => {
  const folder = await makeFolder({ taken: 'text' });
  const below = path.join(folder, 'taken', 'run.log');
  await expect(open(below)).rejects.toBeInstanceOf(UsageError);
  await expect(open(below)).rejects.toThrow(
    `cannot write the log to ${below}: ${path.join(folder, 'taken')} is not a folder`,
  );
  await expect(open(folder)).rejects.toThrow(`cannot write the log to ${folder}: this is a folder`);
});
