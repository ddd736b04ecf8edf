import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../support/make-folder.js';
import { runCommand, startCommand } from '../support/run-command.js';

const including = 'include: [cases.yaml]\nconfig: { endpoint_url: embedded }\n';
const scenario = (group: string, code: number) => `
test_cases:
  groups:
    - name: ${group}
      test:
        - { operation: HeadBucket, parameters: { bucket: none }, expected_result: { status_code: ${code} } }
`;

/** Writes a file in one step, so that a slow machine never shows it half written. */
async function replaceFile(name: string, text: string): Promise<void> {
  await writeFile(`${name}.new`, text);
  await rename(`${name}.new`, name);
}

test('run --watch runs again when a file changes, whatever is wrong with it meanwhile, until Ctrl-C', async () => {
  const cwd = await makeFolder({ 's3tester.yaml': including, 'cases.yaml': scenario('First', 200) });
  const cases = path.join(cwd, 'cases.yaml');
  const command = startCommand(['run', '--watch'], { cwd });
  await command.says('run 1 is over; watching 2 files until Ctrl-C');
  await command.says('1 failed');

  await replaceFile(cases, scenario('Second', 404).replace('HeadBucket', 'HedBucket'));
  await command.says('cases.yaml has changed');
  await command.says('run 2 is over');

  await replaceFile(cases, scenario('Third', 404));
  await command.says('run 3 is over');
  command.kill('SIGINT');
  const { code, stdout, stderr } = await command.finished;
  expect(code).toBe(130);
  expect(stdout).not.toContain('Second');
  expect(stdout).toContain('1 passed');
  expect(stderr).toContain('did you mean "HeadBucket"?');
  expect(stderr.match(/has changed/g)).toHaveLength(2);
}, 60_000);

test('--watch is refused where there is nothing to watch, and where shards begin together', async () => {
  for (const [words, said] of [
    [['-'], 'standard input does not change'],
    [['s3tester.yaml', '--start-at', '+1s'], '--watch and --start-at exclude each other'],
    [['s3tester.yaml', '--barrier', 'x'], '--watch and --barrier exclude each other'],
  ] as const) {
    const { code, stderr } = await runCommand(['run', '--watch', ...words], {
      cwd: await makeFolder({ 's3tester.yaml': including }),
    });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(said) });
  }
});
