import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Results } from '../../src/results/types.js';
import { makeFolder } from '../support/make-folder.js';
import { runCommand } from '../support/run-command.js';

/** A server is either one that takes the keys of customers without TLS or one that does not. */
const inapplicable = /^skipped encryption\/sse-c\/over-plain-http: /;

test.each([
  ['as it is', []],
  ['with what new buckets have on AWS', ['--aws-defaults']],
])('every case passes on the embedded server %s', async (_title, words) => {
  const file = path.join(await makeFolder(), 'results.json');
  const levels = ['--level', 'core,extended,aws,legacy'];
  // A machine with much else to do is slow, too.
  const patience = ['--case-timeout', '3600'];
  const { code, stderr } = await runCommand([
    'conformance',
    ...levels,
    ...patience,
    ...words,
    '--quiet',
    '--format',
    'json',
    '-o',
    file,
  ]);
  const { cases }: Results = JSON.parse(await readFile(file, 'utf8'));
  const notPassed = cases.filter(({ verdict }) => verdict !== 'pass');
  expect(notPassed.map(({ id, verdict, reason }) => `${verdict} ${id}: ${reason}`)).toEqual([
    expect.stringMatching(inapplicable),
  ]);
  expect(cases.length).toBeGreaterThan(300);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test('--aws-defaults is refused where another server is asked', async () => {
  const words = ['--aws-defaults', '--endpoint-url', 'http://127.0.0.1:9', '--credential', 'main=a:b'];
  const { code, stderr } = await runCommand(['conformance', ...words]);
  expect(code).toBe(2);
  expect(stderr).toContain('--aws-defaults is for the embedded server');
});
