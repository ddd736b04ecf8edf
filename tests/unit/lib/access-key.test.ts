import { expect, test } from 'vitest';
import { isAccessKey } from '../../../src/lib/access-key.js';

test.each(['AKIAEXAMPLE', 'minio-admin', 'a', 'user+1@host/x=', '!~'])('%s can be an access key', (text) => {
  expect(isAccessKey(text)).toBe(true);
});

test.each(['', 'AK secret', ' AK', 'AK\n', 'AK\tb', 'clé', '\u00a0'])('%j cannot', (text) => {
  expect(isAccessKey(text)).toBe(false);
});
