import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { sdkSettings } from './sdk-for-javascript.js';

const allUsers = 'http://acs.amazonaws.com/groups/global/AllUsers';
const manifest = new URL('../../node_modules/@aws-sdk/client-s3/package.json', import.meta.url);
const { version } = JSON.parse(await readFile(manifest, 'utf8'));

/**
 * What PHP's Flysystem does with files in S3. It says with every write who may read, `private` unless it is told otherwise,
 * and learns that from the grants. Its packages come from Packagist, which is not always within reach, so the SDK for
 * JavaScript makes its calls.
 */
export const flysystemCalls = /** @satisfies {import('./client.js').Client} */ ({
  name: 'flysystem-calls',
  version,
  // The SDK is one of s3tester's own packages.
  install: async () => '',
  async run(_installed, place, check) {
    const settings = sdkSettings(place);
    const { S3 } = await import('@aws-sdk/client-s3');
    const client = new S3(settings);
    for (const [ownership, hasLists] of /** @type {const} */ ([
      ['ObjectWriter', true],
      ['BucketOwnerEnforced', false],
    ])) {
      const Bucket = `${place.bucket}-${hasLists ? 'acl' : 'none'}`;
      await client.createBucket({ Bucket, ObjectOwnership: ownership });
      const disk = new Disk(client, place.endpoint, Bucket);
      await checkDisk(disk, hasLists, (name, action) => check(`${ownership}: ${name}`, action));
      await client.deleteBucket({ Bucket });
    }
    client.destroy();
  },
});

/** The calls of the adapter, each as one of its methods makes them. */
class Disk {
  /**
   * @param {import('@aws-sdk/client-s3').S3} client
   * @param {string} endpoint
   * @param {string} bucket
   */
  constructor(client, endpoint, bucket) {
    this.client = client;
    this.endpoint = endpoint;
    this.bucket = bucket;
  }

  /**
   * @param {string} Key
   * @param {string} Body
   * @param {'private' | 'public-read'} [ACL]
   */
  write(Key, Body, ACL = 'private') {
    // Of an empty text the SDK says that it is a stream.
    return this.client.putObject({ Bucket: this.bucket, Key, Body: Buffer.from(Body), ACL });
  }

  /** @param {string} Key */
  async read(Key) {
    const { Body } = await this.client.getObject({ Bucket: this.bucket, Key });
    return Body?.transformToString();
  }

  /**
   * @param {string} Key
   * @param {'private' | 'public-read'} ACL
   */
  setVisibility(Key, ACL) {
    return this.client.putObjectAcl({ Bucket: this.bucket, Key, ACL });
  }

  /** @param {string} Key */
  async visibility(Key) {
    const { Grants = [] } = await this.client.getObjectAcl({ Bucket: this.bucket, Key });
    const isPublic = Grants.some(
      ({ Grantee, Permission }) => Grantee?.URI === allUsers && Permission === 'READ',
    );
    return isPublic ? 'public-read' : 'private';
  }

  /**
   * What a browser gets that follows the URL of a file.
   * @param {string} key
   */
  async statusForAnyone(key) {
    const response = await fetch(`${this.endpoint}/${this.bucket}/${key}`);
    await response.body?.cancel();
    return response.status;
  }

  /**
   * @param {string} source
   * @param {string} Key
   */
  async copy(source, Key) {
    const Acl = await this.visibility(source);
    await this.client.copyObject({
      Bucket: this.bucket,
      Key,
      CopySource: `${this.bucket}/${source}`,
      ACL: Acl,
    });
  }

  /** @param {string} Key */
  delete(Key) {
    return this.client.deleteObject({ Bucket: this.bucket, Key });
  }

  /** @param {string} Prefix */
  async list(Prefix) {
    const found = await this.client.listObjects({ Bucket: this.bucket, Prefix, Delimiter: '/' });
    return [
      ...(found.CommonPrefixes ?? []).map((one) => one.Prefix),
      ...(found.Contents ?? []).map((one) => one.Key),
    ];
  }

  /** @param {string} Prefix */
  async deleteDirectory(Prefix) {
    const { Contents = [] } = await this.client.listObjects({ Bucket: this.bucket, Prefix });
    const Objects = Contents.map(({ Key }) => ({ Key }));
    const { Errors } = await this.client.deleteObjects({ Bucket: this.bucket, Delete: { Objects } });
    assert.equal(Errors, undefined);
  }
}

/**
 * @param {Disk} disk
 * @param {boolean} hasLists whether the bucket knows ACLs
 * @param {import('./client.js').Check} check
 */
async function checkDisk(disk, hasLists, check) {
  const refused = { name: 'AccessControlListNotSupported' };
  await check('what is written as private is private', async () => {
    await disk.write('files/a.txt', 'text');
    assert.equal(await disk.read('files/a.txt'), 'text');
    assert.equal(await disk.visibility('files/a.txt'), 'private');
    assert.equal(await disk.statusForAnyone('files/a.txt'), 403);
  });
  await check('what is written as public is public where there are ACLs, and refused elsewhere', async () => {
    const written = disk.write('files/public.txt', 'text', 'public-read');
    if (hasLists) {
      await written;
      assert.equal(await disk.visibility('files/public.txt'), 'public-read');
      assert.equal(await disk.statusForAnyone('files/public.txt'), 200);
    } else {
      await assert.rejects(written, refused);
    }
  });
  await check('visibility is changed where there are ACLs, and refused elsewhere', async () => {
    for (const visibility of /** @type {const} */ (['public-read', 'private'])) {
      const changed = disk.setVisibility('files/a.txt', visibility);
      if (hasLists) {
        await changed;
        assert.equal(await disk.visibility('files/a.txt'), visibility);
      } else {
        await assert.rejects(changed, refused);
      }
    }
  });
  await check('a copy is as visible as its source', async () => {
    const source = hasLists ? 'files/public.txt' : 'files/a.txt';
    await disk.copy(source, 'files/copy.txt');
    assert.equal(await disk.read('files/copy.txt'), 'text');
    assert.equal(await disk.visibility('files/copy.txt'), hasLists ? 'public-read' : 'private');
  });
  await check('a file is moved, and gone from where it was', async () => {
    await disk.copy('files/a.txt', 'files/b.txt');
    await disk.delete('files/a.txt');
    assert.equal(await disk.visibility('files/b.txt'), 'private');
    await assert.rejects(disk.visibility('files/a.txt'), { name: 'NoSuchKey' });
  });
  await check('a directory is made, listed and removed with all in it', async () => {
    await disk.write('files/folder/', '');
    await disk.write('files/folder/deep.txt', 'text');
    const shown = [
      'files/folder/',
      'files/b.txt',
      'files/copy.txt',
      ...(hasLists ? ['files/public.txt'] : []),
    ];
    assert.deepEqual(await disk.list('files/'), shown);
    assert.deepEqual(await disk.list('files/folder/'), ['files/folder/', 'files/folder/deep.txt']);
    await disk.deleteDirectory('files/');
    assert.deepEqual(await disk.list(''), []);
  });
}
