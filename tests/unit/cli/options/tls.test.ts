import path from 'node:path';
import { expect, test } from 'vitest';
import { readTlsChoice } from '../../../../src/cli/options/tls.js';
import { makeFolder } from '../../../support/make-folder.js';
import { makeSelfSigned } from '../../../support/self-signed.js';

test('a certificate and its key are read, and what cannot be used is named', async () => {
  const [own, other] = [makeSelfSigned(), makeSelfSigned()];
  const folder = await makeFolder({
    'cert.pem': own.cert,
    'key.pem': own.key,
    'other.pem': other.key,
    'text.pem': 'no PEM\n',
  });
  const choose = (cert: string, key: string) =>
    readTlsChoice({ tlsCert: path.join(folder, cert), tlsKey: path.join(folder, key) });
  expect(await choose('cert.pem', 'key.pem')).toEqual({
    cert: Buffer.from(own.cert),
    key: Buffer.from(own.key),
  });
  await expect(choose('text.pem', 'key.pem')).rejects.toThrow(
    /text\.pem cannot be used: it is no certificate in PEM/,
  );
  await expect(choose('key.pem', 'key.pem')).rejects.toThrow(/key\.pem cannot be used: it is no certificate/);
  await expect(choose('cert.pem', 'text.pem')).rejects.toThrow(
    /text\.pem cannot be used: it is no private key/,
  );
  await expect(choose('cert.pem', 'other.pem')).rejects.toThrow(/other\.pem is not that of the certificate/);
});
