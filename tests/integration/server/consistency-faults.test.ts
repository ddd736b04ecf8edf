import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { Chance } from '../../../src/server/domain/faults/chance.js';
import { startServer } from '../../../src/server/index.js';

const Bucket = 'bucket';

/** Calls one server with a few faults. */
class Calls {
  readonly s3: S3Client;

  constructor(endpoint: string) {
    this.s3 = new S3Client({
      endpoint,
      region: 'us-east-1',
      forcePathStyle: true,
      maxAttempts: 1,
      responseChecksumValidation: 'WHEN_REQUIRED',
      credentials: { accessKeyId: 's3tester', secretAccessKey: 's3tester-secret' },
    });
  }

  /** The entity tag of what was put, or the code of the refusal. */
  async put(Key: string, Body: string, condition: { IfMatch?: string; IfNoneMatch?: string } = {}) {
    return this.#codeOr(async () => {
      const { ETag } = await this.s3.send(new PutObjectCommand({ Bucket, Key, Body, ...condition }));
      return ETag ?? '';
    });
  }

  /** The body, or the code of the refusal. */
  async get(Key: string): Promise<string> {
    return this.#codeOr(async () => {
      const { Body } = await this.s3.send(new GetObjectCommand({ Bucket, Key }));
      return (await Body?.transformToString()) ?? '';
    });
  }

  async delete(Key: string): Promise<void> {
    await this.s3.send(new DeleteObjectCommand({ Bucket, Key }));
  }

  async keys(input: { MaxKeys?: number; ContinuationToken?: string } = {}): Promise<readonly string[]> {
    const { Contents = [] } = await this.s3.send(new ListObjectsV2Command({ Bucket, ...input }));
    return Contents.map(({ Key }) => Key ?? '');
  }

  async #codeOr(call: () => Promise<string>): Promise<string> {
    try {
      return await call();
    } catch (error) {
      if (error instanceof S3ServiceException) {
        return error.name;
      }
      throw error;
    }
  }
}

/** What shows one fault: a set-up, and something that gives it one opportunity and says whether it struck. */
interface Proof {
  readonly parameters?: string;
  readonly faults?: readonly string[];
  readonly prepare?: (calls: Calls) => Promise<void>;
  readonly strikes: (calls: Calls, turn: number) => Promise<boolean>;
}

const rows = 'abc'.split('');
const prepareKeys = async (calls: Calls): Promise<void> => {
  for (const key of rows) {
    await calls.put(key, 'listed');
  }
};
const enableVersioning = async ({ s3 }: Calls): Promise<void> => {
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
};

/** A write whose condition does not hold. */
function winners(condition: { IfMatch?: string; IfNoneMatch?: string }): Proof {
  return {
    prepare: async (calls) => {
      await calls.put('k', 'there');
    },
    strikes: async (calls, turn) => {
      const isWritten = (await calls.put('k', `turn ${turn}`, condition)) !== 'PreconditionFailed';
      expect((await calls.get('k')) === `turn ${turn}`).toBe(isWritten);
      return isWritten;
    },
  };
}

const proofs: Readonly<Record<string, Proof>> = {
  'cas-lost': {
    strikes: async (calls, turn) => {
      const IfMatch = await calls.put(`k${turn}`, 'before');
      expect(await calls.put(`k${turn}`, 'after', { IfMatch })).toMatch(/^"/);
      return (await calls.get(`k${turn}`)) === 'before';
    },
  },
  'cas-two-winners': winners({ IfMatch: '"00000000000000000000000000000000"' }),
  'create-two-winners': winners({ IfNoneMatch: '*' }),
  'write-lost': {
    strikes: async (calls, turn) => {
      expect(await calls.put(`k${turn}`, 'kept')).toMatch(/^"/);
      return (await calls.get(`k${turn}`)) === 'NoSuchKey';
    },
  },
  'write-torn': {
    strikes: async (calls, turn) => {
      const before = await calls.get('k');
      const after = String(turn % 10).repeat(10);
      await calls.put('k', after);
      const found = await calls.get('k');
      expect([after, after.slice(0, 5) + before.slice(5)]).toContain(found);
      return found !== after;
    },
  },
  'write-503': {
    strikes: async (calls, turn) => {
      const told = await calls.put(`k${turn}`, 'done');
      expect(await calls.get(`k${turn}`)).toBe('done');
      return told === 'SlowDown';
    },
  },
  'part-lost': {
    faults: ['small-parts-accepted'],
    strikes: async ({ s3 }, turn) => {
      const Key = `k${turn}`;
      const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
      const Parts = [];
      for (const [PartNumber, Body] of [
        [1, 'first'],
        [2, 'second'],
      ] as const) {
        const { ETag } = await s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }));
        Parts.push({ PartNumber, ETag });
      }
      const MultipartUpload = { Parts };
      await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload }));
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      const found = await Body?.transformToString();
      expect(['firstsecond', 'first', 'second']).toContain(found);
      return found !== 'firstsecond';
    },
  },
  'stale-read': {
    parameters: ':3600s',
    strikes: async (calls, turn) => {
      await calls.put(`k${turn}`, 'before');
      await calls.put(`k${turn}`, 'after');
      return (await calls.get(`k${turn}`)) === 'before';
    },
  },
  'delete-resurrected': {
    parameters: ':0ms',
    strikes: async (calls, turn) => {
      await calls.put(`k${turn}`, 'there');
      await calls.delete(`k${turn}`);
      return (await calls.get(`k${turn}`)) === 'there';
    },
  },
  'list-entry-missing': {
    prepare: prepareKeys,
    strikes: async (calls) => {
      const found = await calls.keys();
      expect(rows).toEqual(expect.arrayContaining([...found]));
      return found.length === 2;
    },
  },
  'list-entry-ghost': {
    prepare: async (calls) => {
      await prepareKeys(calls);
      await calls.put('bb', 'deleted');
      await calls.delete('bb');
    },
    strikes: async (calls) => {
      const found = await calls.keys();
      expect([rows, ['a', 'b', 'bb', 'c']]).toContainEqual(found);
      return found.length === 4;
    },
  },
  'list-entry-twice': {
    prepare: prepareKeys,
    strikes: async ({ s3 }) => {
      const first = await s3.send(new ListObjectsV2Command({ Bucket, MaxKeys: 2 }));
      const ContinuationToken = first.NextContinuationToken;
      const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket, ContinuationToken }));
      const found = Contents?.map(({ Key }) => Key).join(' ');
      expect(['c', 'b c']).toContain(found);
      return found === 'b c';
    },
  },
  'versions-swapped': {
    prepare: async (calls) => {
      await enableVersioning(calls);
      await calls.put('k', 'old');
      await calls.put('k', 'newest');
    },
    strikes: async ({ s3 }) => {
      const { Versions } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
      const sizes = Versions?.map(({ Size }) => Size);
      expect(Versions?.map(({ IsLatest }) => IsLatest)).toEqual([true, false]);
      return sizes?.join() === '3,6';
    },
  },
};

const turns = 30;
const odds = { of: 1, in: 5 };

async function withCalls(faults: readonly string[], faultSeed: number, use: (calls: Calls) => Promise<void>) {
  const server = await startServer({ faults, faultSeed });
  const calls = new Calls(server.url);
  try {
    await calls.s3.send(new CreateBucketCommand({ Bucket }));
    await use(calls);
  } finally {
    calls.s3.destroy();
    await server.close();
  }
}

async function strikesOf({ faults = [], prepare, strikes }: Proof, asked: readonly string[], seed: number) {
  const struck: number[] = [];
  await withCalls([...faults, ...asked], seed, async (calls) => {
    await prepare?.(calls);
    for (let turn = 0; turn < turns; turn++) {
      if (await strikes(calls, turn)) {
        struck.push(turn);
      }
    }
  });
  return struck;
}

/** Where a fault strikes by its seed, among the opportunities that its proof gives it. */
function expectedStrikes(name: string, seed: number): readonly number[] {
  const chance = new Chance(odds, `${seed}/${name}`);
  return Array.from({ length: turns }, (_, turn) => turn).filter((turn) =>
    // The first write overwrites nothing.
    chance.strikes(() => name !== 'write-torn' || turn > 0),
  );
}

test('each of them has a proof here', async () => {
  const { faults } = await import('../../../src/server/index.js');
  const names = faults.filter(({ foundBy }) => foundBy === 'consistency').map(({ name }) => name);
  expect(Object.keys(proofs).sort()).toEqual([...names].sort());
});

test.each(Object.entries(proofs))(
  '%s strikes where its seed says, and nowhere without it',
  async (name, proof) => {
    const asked = [`${name}:1/${odds.in}${proof.parameters ?? ''}`];
    for (const seed of [1, 2]) {
      const expected = expectedStrikes(name, seed);
      expect(expected.length, 'a seed that shows something').toBeGreaterThan(0);
      expect(await strikesOf(proof, asked, seed)).toEqual(expected);
    }
    expect(await strikesOf(proof, [], 1)).toEqual([]);
  },
  30_000,
);

test('a fault of answers strikes where its seed says', async () => {
  await withCalls(['etag-unquoted:1/5'], 3, async (calls) => {
    const chance = new Chance(odds, '3/etag-unquoted');
    for (let turn = 0; turn < turns; turn++) {
      const etag = await calls.put('k', 'body');
      expect(etag.startsWith('"')).toBe(!chance.strikes());
    }
  });
});

test('without a chance they strike always', async () => {
  await withCalls(['write-lost'], 0, async (calls) => {
    await calls.put('a', 'lost');
    await calls.put('b', 'lost');
    expect(await calls.keys()).toEqual([]);
  });
});

test('a read is stale for its time alone, also one that sees nothing yet', async () => {
  await withCalls(['stale-read:150ms'], 0, async (calls) => {
    await calls.put('k', 'new');
    expect(await calls.get('k')).toBe('NoSuchKey');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await calls.get('k')).toBe('new');
  });
});

test('a large body that was overwritten can be read for its time', async () => {
  const large = 'x'.repeat(300 * 1024);
  await withCalls(['stale-read:60s'], 0, async (calls) => {
    await calls.put('k', large);
    await calls.put('k', 'small');
    expect(await calls.get('k')).toBe(large);
  });
});

test('a deleted object stays away for its time, and for good where its key is written again', async () => {
  await withCalls(['delete-resurrected:100ms'], 0, async (calls) => {
    await calls.put('k', 'old');
    await calls.delete('k');
    expect(await calls.get('k')).toBe('NoSuchKey');
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(await calls.get('k')).toBe('old');
    await calls.delete('k');
    await calls.put('k', 'new');
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(await calls.get('k')).toBe('new');
  });
});

test('an object under a delete marker comes back', async () => {
  await withCalls(['delete-resurrected:0ms'], 0, async (calls) => {
    await enableVersioning(calls);
    await calls.put('k', 'old');
    await calls.delete('k');
    expect(await calls.get('k')).toBe('old');
    const { DeleteMarkers } = await calls.s3.send(new ListObjectVersionsCommand({ Bucket }));
    expect(DeleteMarkers).toBeUndefined();
  });
});

test('lists of both kinds and of versions leave keys out, and show what was deleted', async () => {
  for (const [fault, count] of [
    ['list-entry-missing', 2],
    ['list-entry-ghost', 4],
  ] as const) {
    await withCalls([fault], 0, async (calls) => {
      await prepareKeys(calls);
      await calls.put('bb', 'deleted');
      await calls.delete('bb');
      const { s3 } = calls;
      expect((await s3.send(new ListObjectsCommand({ Bucket }))).Contents).toHaveLength(count);
      expect((await s3.send(new ListObjectVersionsCommand({ Bucket }))).Versions).toHaveLength(count);
      expect(await calls.keys({ MaxKeys: 2 })).toHaveLength(2);
    });
  }
});

test('copies and completions count as writes', async () => {
  await withCalls(['cas-lost', 'create-two-winners'], 0, async (calls) => {
    const { s3 } = calls;
    for (const Key of ['copied', 'completed', 'source']) {
      await calls.put(Key, 'there');
    }
    const created = { Bucket, IfNoneMatch: '*' };
    await s3.send(new CopyObjectCommand({ ...created, Key: 'copied', CopySource: `${Bucket}/source` }));
    await s3.send(new CopyObjectCommand({ ...created, Key: 'new-copy', CopySource: `${Bucket}/source` }));
    for (const Key of ['completed', 'new-completion']) {
      const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
      const part = { Bucket, Key, UploadId, PartNumber: 1 };
      const { ETag } = await s3.send(new UploadPartCommand({ ...part, Body: 'x' }));
      const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
      await s3.send(new CompleteMultipartUploadCommand({ ...created, Key, UploadId, MultipartUpload }));
    }
    expect(await calls.keys()).toEqual(['completed', 'copied', 'source']);
  });
});
