import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { repository } from '../support/repository.js';

// The `script` of util-linux runs a command on a terminal of its own.
const script = '/usr/bin/script';
const program = path.join(repository, 'bin', 's3tester.js');
const paint = '\u001b[3';
const erase = '\u001b[2K';

async function onTerminal(words: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const { NO_COLOR: _, ...inherited } = process.env;
  const { stdout } = await promisify(execFile)(
    script,
    ['-qefc', `"${process.execPath}" "${program}" ${words}`, '/dev/null'],
    { cwd: repository, env: { ...inherited, ...env } },
  );
  return stdout;
}

describe.skipIf(!existsSync(script) || process.platform !== 'linux')('on a terminal', () => {
  const run = 'run examples/basic-config.yaml';

  test('progress is drawn and erased, and the table has colours', async () => {
    const told = await onTerminal(run);
    expect(told).toContain('in flight');
    expect(told).toContain(paint);
    expect(told.lastIndexOf(erase)).toBeLessThan(told.indexOf('% passed'));
  });

  test.each<readonly [words: string, env: Record<string, string>]>([
    [`${run} --no-color`, {}],
    [`--no-color ${run}`, {}],
    [run, { NO_COLOR: '1' }],
  ])('%s %j: there are no colours', async (words, env) => {
    const told = await onTerminal(words, env);
    expect(told).toContain('9 operations: 9 passed');
    expect(told).not.toContain(paint);
  });

  test('data is never coloured', async () => {
    const told = await onTerminal(`${run} --format json 2>/dev/null`);
    expect(JSON.parse(told)).toMatchObject({ summary: { passed: 9 } });
  });
});
