import { expect, test } from 'vitest';
import { printable } from '../../../src/reporting/printable.js';

test('text of a server can neither move the cursor nor change direction', () => {
  expect(printable('a\u001b[2Jb\rc\u202ed\u0085e\tf\n')).toBe('a\\x1b[2Jb\\rc\\u202ed\\x85e\tf\n');
});
