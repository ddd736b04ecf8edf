import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { isSystemError } from '../../../src/lib/is-system-error.js';

test('what the system refused is told from all else that is thrown', async () => {
  const refused = await readFile('no-such-file').catch((error: unknown) => error);
  expect(isSystemError(refused)).toBe(true);
  for (const other of [new Error('odd'), 'a text', { syscall: 'open' }, null, undefined]) {
    expect(isSystemError(other)).toBe(false);
  }
});
