import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryBeside } from '../../../src/lib/temporary-beside.js';

test('a temporary name is hidden, beside the file, and another each time', () => {
  const file = path.join('reports', 'run.html');
  const names = [temporaryBeside(file), temporaryBeside(file)];
  for (const name of names) {
    expect(path.dirname(name)).toBe('reports');
    expect(path.basename(name)).toMatch(/^\.run\.html\.[0-9a-f-]{36}\.tmp$/);
  }
  expect(new Set(names).size).toBe(2);
});

test.each(['n'.repeat(255), '名'.repeat(85)])('the longest name of a file still has one: %s', (name) => {
  expect(Buffer.byteLength(path.basename(temporaryBeside(name)))).toBeLessThanOrEqual(255);
});
