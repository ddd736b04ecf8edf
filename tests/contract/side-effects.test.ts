import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { repository } from '../support/repository.js';

const execute = promisify(execFile);

const entries = Object.entries(manifest.exports).flatMap(([name, entry]) =>
  typeof entry === 'string' ? [] : [[`s3tester${name.slice(1)}`] as const],
);

test.each(entries)('importing %s changes nothing of the process and says nothing', async (entry) => {
  const program = `
    const stateOf = () => JSON.stringify([process.env, process.eventNames(), process.exitCode ?? null]);
    const before = stateOf();
    await import('${entry}');
    console.log(before === stateOf() ? 'unchanged' : before + stateOf());
  `;
  const { stdout, stderr } = await execute(process.execPath, ['--input-type=module', '-e', program], {
    cwd: repository,
    env: { PATH: process.env.PATH },
  });
  expect({ stdout, stderr }).toEqual({ stdout: 'unchanged\n', stderr: '' });
});
