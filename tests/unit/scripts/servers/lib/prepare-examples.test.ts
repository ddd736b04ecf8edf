import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { fillIds } from '../../../../../scripts/servers/lib/prepare-examples.js';

const user = { accessKey: 'a', secretKey: 'b', principal: 'arn:aws:iam:::user/alt', canonicalId: 'alt' };
const accessControl = fileURLToPath(new URL('../../../../../examples/access-control.yaml', import.meta.url));

test('the ids of the second user take the place of the comments that show them', async () => {
  const text = fillIds(await readFile(accessControl, 'utf8'), user);
  expect(text).toContain('\n      arn: arn:aws:iam:::user/alt\n      canonical_id: alt\n');
});

test('a server that has no such ids leaves the example as it is', async () => {
  const text = await readFile(accessControl, 'utf8');
  expect(fillIds(text, undefined)).toBe(text);
  expect(fillIds(text, { accessKey: 'a', secretKey: 'b' })).toBe(text);
});
