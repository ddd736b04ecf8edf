import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { renderManual } from '../../scripts/man/render.js';
import { processIo } from '../../src/cli/io.js';
import { makeProgram } from '../../src/cli/program.js';
import { repository } from '../support/repository.js';

const execute = promisify(execFile);
const file = path.join(repository, 'man', 's3tester.1');
const hasMan = await execute('man', ['--version']).then(
  () => true,
  () => false,
);

test('man/s3tester.1 is what npm run man writes', async () => {
  expect(await readFile(file, 'utf8')).toBe(renderManual(makeProgram(processIo())));
});

test.runIf(hasMan)('man shows every command and option of it, without a warning', async () => {
  const { stdout, stderr } = await execute('man', ['--warnings', '-E', 'UTF-8', '-l', file], {
    env: { ...process.env, MANWIDTH: '200', LC_ALL: 'C.UTF-8' },
  });
  expect(stderr).toBe('');
  const text = stdout.replaceAll('‐', '-');
  const program = makeProgram(processIo());
  for (const { name, options } of [
    { name: 's3tester', options: program.options },
    ...program.commands.map((command) => ({ name: command.name(), options: command.options })),
  ]) {
    expect(text).toContain(name);
    for (const { long, hidden } of options.filter((option) => !option.hidden)) {
      expect({ name, hidden, shown: text.includes(long ?? '') }).toEqual({ name, hidden, shown: true });
    }
  }
});

test('package.json names the page, so that npm installs it with the command', async () => {
  const manifest = JSON.parse(await readFile(path.join(repository, 'package.json'), 'utf8')) as {
    man: string;
    files: string[];
  };
  expect(manifest.man).toBe('./man/s3tester.1');
  expect(manifest.files).toContain('man');
});
