import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { makeFolder } from '../support/make-folder.js';
import { runInProcess } from '../support/run-in-process.js';

const execute = promisify(execFile);

async function scriptOf(shell: string): Promise<string> {
  const { code, stdout } = await runInProcess(['completion', shell]);
  expect(code).toBe(0);
  return stdout;
}

describe.skipIf(process.platform === 'win32')('s3tester completion bash', () => {
  test.each([
    ['a command', ['conf'], ['conformance']],
    ['an option of a command', ['run', '--seq'], ['--sequential']],
    ['the values of an option', ['run', '--format', 'js'], ['json']],
    ['a command of a command', ['baseline', 'up'], ['update']],
    ['a word that a command takes', ['list', 'cas'], ['cases']],
    ['a word after options', ['--verbose', 'mer'], ['merge']],
  ])('completes %s', async (_what, words, expected) => {
    const folder = await makeFolder({});
    const script = path.join(folder, 'completion.bash');
    await writeFile(script, await scriptOf('bash'));
    const given = ['s3tester', ...words].map((word) => `'${word}'`).join(' ');
    const ask = `source '${script}'; COMP_WORDS=(${given}); COMP_CWORD=${words.length}; _s3tester; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout } = await execute('bash', ['-c', ask], { cwd: folder });
    const replies = stdout.split('\n').filter((line) => line !== '' && !line.includes('.'));
    expect(replies).toEqual(expected);
  });
});

test.each(['zsh', 'fish'])('every command and its options stand in the script of %s', async (shell) => {
  const script = await scriptOf(shell);
  for (const word of ['conformance', 'update', 'sequential', 'junit', 'cases']) {
    expect(script).toContain(word);
  }
});

test('a shell that there is no script for is refused', async () => {
  const { code, stderr } = await runInProcess(['completion', 'tcsh']);
  expect([code, stderr]).toEqual([2, expect.stringContaining('bash, zsh, fish')]);
});
