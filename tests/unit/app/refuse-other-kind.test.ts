import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import { expect, test } from 'vitest';
import { kindOf, refuseOtherKind } from '../../../src/app/refuse-other-kind.js';
import { UsageError } from '../../../src/app/usage-error.js';
import { makeFolder } from '../../support/make-folder.js';

const refused = (file: string) => refuseOtherKind(file, 'recording', ['recording']);

test('a file of another kind is refused with what it is and what reads it', async () => {
  const folder = await makeFolder({ 'a.json': '{"session_id":"a"}', 'b.ndjson': '{"recording":1}' });
  const file = path.join(folder, 'a.json');
  await expect(refused(file)).rejects.toBeInstanceOf(UsageError);
  await expect(refused(file)).rejects.toMatchObject({
    message: `${file} is no recording, it is a file of results`,
    hint: `s3tester report ${file} shows them`,
  });
  await expect(refused(path.join(folder, 'b.ndjson'))).resolves.toBeUndefined();
});

test('what cannot be read, and what is of no known kind, is left to its reader', async () => {
  const folder = await makeFolder({ 'a.txt': 'a text' });
  for (const name of ['a.txt', 'none.txt', '.']) {
    await expect(refused(path.join(folder, name))).resolves.toBeUndefined();
  }
  await expect(kindOf(path.join(folder, 'none.txt'))).rejects.toMatchObject({ code: 'ENOENT' });
});

test('what can be read only once is not read', async () => {
  const folder = await makeFolder();
  const server = createServer().listen(path.join(folder, 'socket'));
  await once(server, 'listening');
  expect(await kindOf(path.join(folder, 'socket'))).toBeNull();
  server.close();
});
