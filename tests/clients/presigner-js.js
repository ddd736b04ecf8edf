import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { installSdkPackage, sdkSettings } from './sdk-for-javascript.js';

const version = '3.1169.0';
const metadata = 'x-amz-meta-owner';

/**
 * `@aws-sdk/s3-request-presigner`, and what a browser does with its links: `fetch`. The presigner moves `x-amz-*` headers into the
 * query unless it is told not to, with a checksum of no bytes among them. What is expected of each link is what AWS was
 * seen to answer; `suite/records/signatures.yaml` has it.
 */
export const presignerJs = /** @satisfies {import('./client.js').Client} */ ({
  name: 'presigner-js',
  version,
  install: (cache) => installSdkPackage(cache, { name: 's3-request-presigner', version }),
  async run(installed, place, check) {
    const load = createRequire(join(installed, 'package.json'));
    const { S3, PutObjectCommand, GetObjectCommand } = load('@aws-sdk/client-s3');
    const { getSignedUrl } = load('@aws-sdk/s3-request-presigner');
    const client = new S3(sdkSettings(place));
    const Bucket = place.bucket;
    /** @type {(Key: string, options?: object, input?: object) => Promise<string>} */
    const sign = (Key, options, input) => {
      const command = new PutObjectCommand({ Bucket, Key, Metadata: { owner: 'me' }, ...input });
      return getSignedUrl(client, command, { expiresIn: 60, ...options });
    };
    /** @type {(url: string, headers?: Record<string, string>) => Promise<Refusal>} */
    const put = async (url, headers = {}) => {
      const response = await fetch(url, { method: 'PUT', body: 'sent by fetch', headers });
      const text = await response.text();
      return {
        status: response.status,
        code: elementOf(text, 'Code'),
        unsigned: elementOf(text, 'HeadersNotSigned'),
      };
    };
    /** @type {(Key: string) => Promise<{ owner: string, type: string, body: string, checksum: string }>} */
    const read = async (Key) => {
      const found = await client.getObject({ Bucket, Key, ChecksumMode: 'ENABLED' });
      const body = await found.Body.transformToString();
      return {
        owner: found.Metadata.owner,
        type: found.ContentType,
        body,
        checksum: found.ChecksumCRC64NVME,
      };
    };
    const done = { status: 200, code: undefined, unsigned: undefined };
    const stored = { owner: 'me', body: 'sent by fetch' };

    await client.createBucket({ Bucket });
    await check('a link with its metadata in the query stores them, and the body whole', async () => {
      const url = await sign('hoisted');
      const { searchParams } = new URL(url);
      assert.equal(searchParams.get(metadata), 'me');
      assert.equal(searchParams.get('x-amz-checksum-crc32'), 'AAAAAA==');
      assert.deepEqual(await put(url), done);
      const { checksum, type, ...found } = await read('hoisted');
      assert.deepEqual(found, stored);
      assert.match(checksum, /^[A-Za-z0-9+/]{11}=$/);
      assert.equal(type, 'text/plain;charset=UTF-8');
    });
    await check(
      'the same metadata as a header beside it are refused, since the link does not sign them',
      async () => {
        const refused = { status: 403, code: 'AccessDenied', unsigned: metadata };
        assert.deepEqual(await put(await sign('twice'), { [metadata]: 'me' }), refused);
        await assert.rejects(client.headObject({ Bucket, Key: 'twice' }), { name: 'NotFound' });
      },
    );
    await check('metadata that are changed in the query are refused', async () => {
      const url = (await sign('changed')).replace(`${metadata}=me`, `${metadata}=you`);
      assert.ok(url.includes(`${metadata}=you`));
      assert.deepEqual(await put(url), { status: 403, code: 'SignatureDoesNotMatch', unsigned: undefined });
    });
    await check('a link that signs the metadata as a header wants that header', async () => {
      const url = await sign('header', { unhoistableHeaders: new Set([metadata]) });
      assert.equal(new URL(url).searchParams.get(metadata), null);
      const refused = { status: 403, code: 'SignatureDoesNotMatch', unsigned: undefined };
      assert.deepEqual(await put(url), refused);
      assert.deepEqual(await put(url, { [metadata]: 'you' }), refused);
      assert.deepEqual(await put(url, { [metadata]: 'me' }), done);
      const { owner, body } = await read('header');
      assert.deepEqual({ owner, body }, stored);
    });
    await check('a type is taken as it is sent, and held to the link where that signs it', async () => {
      assert.deepEqual(await put(await sign('type'), { 'content-type': 'image/png' }), done);
      assert.equal((await read('type')).type, 'image/png');
      const signed = { signableHeaders: new Set(['content-type']) };
      const url = await sign('signed-type', signed, { ContentType: 'image/png' });
      const refused = { status: 403, code: 'SignatureDoesNotMatch', unsigned: undefined };
      assert.deepEqual(await put(url, { 'content-type': 'text/html' }), refused);
      assert.deepEqual(await put(url, { 'content-type': 'image/png' }), done);
    });
    await check('a link reads what another one wrote', async () => {
      const url = await getSignedUrl(client, new GetObjectCommand({ Bucket, Key: 'hoisted' }));
      const response = await fetch(url);
      assert.equal(response.headers.get(metadata), 'me');
      assert.equal(await response.text(), stored.body);
    });
    await check('removes everything', async () => {
      const { Contents = [] } = await client.listObjectsV2({ Bucket });
      assert.deepEqual(
        Contents.map((/** @type {{ Key: string }} */ { Key }) => Key),
        ['header', 'hoisted', 'signed-type', 'type'],
      );
      await client.deleteObjects({
        Bucket,
        Delete: { Objects: Contents.map((/** @type {{ Key: string }} */ { Key }) => ({ Key })) },
      });
      await client.deleteBucket({ Bucket });
    });
    client.destroy();
  },
});

/** @typedef {{ status: number, code: string | undefined, unsigned: string | undefined }} Refusal */

/**
 * @param {string} text
 * @param {string} name
 */
function elementOf(text, name) {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1];
}
