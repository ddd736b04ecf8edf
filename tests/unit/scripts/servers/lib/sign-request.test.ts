import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import { afterEach, expect, test, vi } from 'vitest';
import { signRequest } from '../../../../../scripts/servers/lib/sign-request.js';
import { defaultUsers } from '../../../../../scripts/servers/lib/users.js';

afterEach(() => {
  vi.useRealTimers();
});

type Data = string | ArrayBuffer | ArrayBufferView;

function toBytes(data: Data): Uint8Array {
  if (typeof data === 'string') {
    return Buffer.from(data);
  }
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}

class Sha256 {
  readonly #hash;

  constructor(secret?: Data) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', toBytes(secret));
  }

  update(chunk: Data) {
    this.#hash.update(toBytes(chunk));
  }

  async digest() {
    return new Uint8Array(this.#hash.digest());
  }

  reset() {}
}

test('the signature is the one that the AWS SDK’s signer makes', async () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 4, 6, 7, 8, 9) });
  const url = new URL('http://127.0.0.1:9000/minio/admin/v3/add-user?accessKey=some%20one');
  const body = Buffer.from('payload');
  const ours = signRequest({ method: 'PUT', url, body, user: defaultUsers.main, region: 'eu-west-1' });
  const { accessKey: accessKeyId, secretKey: secretAccessKey } = defaultUsers.main;
  const signer = new SignatureV4({
    service: 's3',
    region: 'eu-west-1',
    credentials: { accessKeyId, secretAccessKey },
    sha256: Sha256,
    uriEscapePath: false,
  });
  const theirs = await signer.sign({
    method: 'PUT',
    protocol: 'http:',
    hostname: url.hostname,
    port: 9000,
    path: url.pathname,
    query: { accessKey: 'some one' },
    headers: { host: url.host },
    body,
  });
  expect(ours.authorization?.split('Signature=')[1]).toBe(
    theirs.headers.authorization?.split('Signature=')[1],
  );
});
