import path from 'node:path';
import { expect, test } from 'vitest';
import { readGiven } from '../../../src/app/read-given.js';
import { UsageError } from '../../../src/app/usage-error.js';
import { makeFolder } from '../../support/make-folder.js';

test('a file that was named is read, or refused in words with what it is', async () => {
  const folder = await makeFolder({ 'key.pem': 'text' });
  expect(await readGiven(path.join(folder, 'key.pem'), 'the key')).toBe('text');
  const refused = readGiven(folder, `the key ${folder}`, 'name a file');
  await expect(refused).rejects.toBeInstanceOf(UsageError);
  await expect(refused).rejects.toMatchObject({
    message: `cannot read the key ${folder}: this is a folder`,
    hint: 'name a file',
  });
});
