import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeFolder } from '../support/make-folder.js';
import { runInProcess } from '../support/run-in-process.js';
import { failed, fileOf, passed } from '../unit/comparison/compared.js';
import { found } from '../unit/conformance/baseline/judged-cases.js';

let cwd = '';

beforeAll(async () => {
  cwd = await makeFolder({ 'other.json': '{}' });
  const files = [
    fileOf('old', [passed('a/x'), failed('a/y'), found('a/z', 'skipped')], { server: 'Store/1' }),
    fileOf('new', [failed('a/x'), passed('a/y'), passed('a/z')], {
      server: 'Store/2',
      start_time: '2026-11-02T00:00:00.000Z',
    }),
    fileOf('later', [passed('a/x')], { suite: '9.0.0' }),
  ];
  for (const { file, results } of files) {
    await writeFile(path.join(cwd, file), JSON.stringify(results));
  }
});

const compare = (...words: readonly string[]) => runInProcess(['compare', ...words], { cwd });

describe('s3tester compare', () => {
  test('shows what differs, with a column for each file', async () => {
    const { code, stdout } = await compare('old.json', 'new.json');
    expect(code).toBe(0);
    expect(stdout).toContain('✓  ✗  a/x');
    expect(stdout).toContain('3 cases, 2 different; not working 1 only in old, 1 only in new');
  });

  test('against an older run it fails where something regressed, and says why', async () => {
    const worse = await compare('new.json', '--against', 'old.json');
    expect([worse.code, worse.stdout]).toEqual([
      1,
      expect.stringContaining('✗ regressed  a/x\n    wrongly-accepted: expected 412, actual 200'),
    ]);
    const same = await compare('new.json', '--against', 'new.json');
    expect([same.code, same.stdout]).toEqual([0, expect.stringContaining('0 regressed')]);
  });

  test('gives the same as data, as Markdown and as a page', async () => {
    const { stdout } = await compare(
      ...['new.json', '--against', 'old.json', '--format', 'json'],
      ...['--report', 'html=out.html', '--report', 'markdown=out.md'],
    );
    expect(JSON.parse(stdout)).toMatchObject({
      changes: [{ label: 'new', regressed: ['a/x'], fixed: ['a/y'], new: ['a/z'], gone: [] }],
    });
    const pull = await compare('new.json', '--against', 'old.json', '--pull-request');
    expect(pull.stdout).toContain('**Regressed: 1 case**');
  });

  test.each(['html', 'markdown', 'yaml'])('prints as %s what it writes to a file', async (format) => {
    const file = path.join(cwd, `printed.${format}`);
    const { code, stdout } = await compare(
      'old.json',
      'new.json',
      '-f',
      format,
      '--report',
      `${format}=${file}`,
    );
    expect([code, stdout]).toEqual([0, await readFile(file, 'utf8')]);
    expect(stdout).toContain('a/x');
  });

  test('shows a trend of a folder, and names the files that are no results', async () => {
    const { code, stdout, stderr } = await compare('--history', '.');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/Store\/1[\s\S]*50 %[\s\S]*Store\/2/)]);
    expect(stderr).toContain('left out: other.json is not a result file');
  });

  test.each([
    [['old.json'], 'one file is compared with nothing'],
    [['old.json', 'later.json'], 'results of different suites'],
    [['old.json', 'new.json', '--pull-request'], '--against PATH names the older run'],
    [['old.json', 'new.json', '--report', 'junit=x.xml'], 'a comparison is not written as junit'],
    [['old.json', 'new.json', '--format', 'junit'], 'junit'],
    [['--history', '.', '--format', 'html'], 'a comparison is not written as html'],
    [['--history', '.', '--against', 'old.json'], 'it takes no --against'],
    [['old.json', 'absent.json'], 'cannot read the results absent.json'],
  ])('refuses %j', async (words, message) => {
    const { code, stderr } = await compare(...words);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});
