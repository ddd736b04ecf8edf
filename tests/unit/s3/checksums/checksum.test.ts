import { describe, expect, test } from 'vitest';
import { checksumAlgorithm, checksumHeaderName } from '../../../../src/s3/checksums/checksum.js';

/** Check values of "123456789", from the catalogue of CRCs, RFC 1321, FIPS 180 and the xxHash project. */
const checkValues: Readonly<Record<string, string>> = {
  CRC32: 'cbf43926',
  CRC32C: 'e3069283',
  CRC64NVME: 'ae8b14860a799888',
  MD5: '25f9e794323b453885f5181f1b624d0b',
  SHA1: 'f7c3bc1d808e04732adf679965ccc34ca7ae3441',
  SHA256: '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225',
  SHA512:
    'd9e6762dd1c8eaf6d61b3c6192fc408d4d6d5f1176d0c29169bc24e71c3f274ad27fcd5811b313d681f7e55ec02d73d499c95455b6b5bb503acf574fba8ffe85',
  XXHASH64: '8cb841db40e6ae83',
};

describe.each(Object.entries(checkValues))('%s', (name, check) => {
  test('gives its check value, however the bytes come', async () => {
    const algorithm = checksumAlgorithm(name);
    const checksum = await algorithm?.start();
    for (const chunk of ['1234', '', '56789']) {
      checksum?.update(Buffer.from(chunk));
    }
    const digest = Buffer.from(checksum?.digest() ?? []);
    expect(digest.toString('hex')).toBe(check);
    expect(digest).toHaveLength(algorithm?.size ?? 0);
  });
});

test.each(['XXHASH3', 'XXHASH128'])('%s of nothing is what the xxHash project says', async (name) => {
  const digest = (await checksumAlgorithm(name)?.start())?.digest() ?? [];
  expect(Buffer.from(digest).toString('hex')).toBe(
    name === 'XXHASH3' ? '2d06800538d394c2' : '99aa06d3014798d86001c324468d497f',
  );
});

test('two run side by side', async () => {
  const [a, b] = await Promise.all([
    checksumAlgorithm('CRC64NVME')?.start(),
    checksumAlgorithm('CRC64NVME')?.start(),
  ]);
  a?.update(Buffer.from('123456789'));
  b?.update(Buffer.from('other'));
  expect(Buffer.from(a?.digest() ?? []).toString('hex')).toBe(checkValues.CRC64NVME);
});

test('names without an algorithm have none, and MD5 keeps its old header', () => {
  expect(checksumAlgorithm('constructor')).toBeUndefined();
  expect(checksumHeaderName('MD5')).toBe('content-md5');
  expect(checksumHeaderName('CRC32C')).toBe('x-amz-checksum-crc32c');
});
