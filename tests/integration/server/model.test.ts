import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { array, assert, asyncProperty, constant, constantFrom, oneof, record, string } from 'fast-check';
import { expect, test } from 'vitest';
import { newBucketName, useServer } from './support.js';

const s3 = useServer();

/** What the simplest possible S3 would hold: per key its versions, newest first; undefined is a delete marker. */
interface ModelVersion {
  readonly id: string;
  readonly body: string | undefined;
}

class Model {
  readonly keys = new Map<string, ModelVersion[]>();
  versioning: 'Enabled' | 'Suspended' | undefined;

  put(key: string, body: string | undefined, id: string): void {
    const former = this.keys.get(key) ?? [];
    this.keys.set(key, [{ id, body }, ...former.filter((version) => version.id !== id)]);
  }

  remove(key: string, id: string): void {
    const kept = (this.keys.get(key) ?? []).filter((version) => version.id !== id);
    if (kept.length === 0) this.keys.delete(key);
    else this.keys.set(key, kept);
  }

  current(): [key: string, body: string][] {
    return [...this.keys].flatMap(([key, [newest]]) =>
      newest?.body === undefined ? [] : [[key, newest.body] satisfies [string, string]],
    );
  }
}

const keys = constantFrom('a', 'a/b', 'a/b/c', 'b', 'é', '\uffee', '😀', ' x', '%41+');
const command = oneof(
  record({ kind: constant('put' as const), key: keys, body: string({ maxLength: 20 }) }),
  record({ kind: constant('delete' as const), key: keys }),
  record({ kind: constant('delete-version' as const), key: keys, index: constantFrom(0, 1, 2) }),
  record({
    kind: constant('versioning' as const),
    status: constantFrom('Enabled' as const, 'Suspended' as const),
  }),
);

type Command = typeof command extends { generate: (...args: never[]) => { value: infer T } } ? T : never;

async function apply(Bucket: string, model: Model, step: Command): Promise<void> {
  switch (step.kind) {
    case 'put': {
      const { VersionId = 'null' } = await s3.main.send(
        new PutObjectCommand({ Bucket, Key: step.key, Body: step.body }),
      );
      model.put(step.key, step.body, VersionId);
      return;
    }
    case 'delete': {
      const { VersionId } = await s3.main.send(new DeleteObjectCommand({ Bucket, Key: step.key }));
      if (model.versioning === undefined) model.remove(step.key, 'null');
      else model.put(step.key, undefined, VersionId ?? 'null');
      return;
    }
    case 'delete-version': {
      const VersionId = model.keys.get(step.key)?.[step.index]?.id;
      if (VersionId === undefined) return;
      await s3.main.send(new DeleteObjectCommand({ Bucket, Key: step.key, VersionId }));
      model.remove(step.key, VersionId);
      return;
    }
    default:
      await s3.main.send(
        new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: step.status } }),
      );
      model.versioning = step.status;
  }
}

const byBytes = (left: string, right: string): number =>
  Buffer.compare(Buffer.from(left), Buffer.from(right));

async function compare(Bucket: string, model: Model): Promise<void> {
  const current = model.current().sort(([left], [right]) => byBytes(left, right));
  const { Contents = [] } = await s3.main.send(new ListObjectsV2Command({ Bucket }));
  expect(Contents.map(({ Key }) => Key)).toEqual(current.map(([key]) => key));
  for (const [Key, body] of current) {
    const { Body } = await s3.main.send(new GetObjectCommand({ Bucket, Key }));
    expect(await Body?.transformToString()).toBe(body);
  }
  const { Versions = [], DeleteMarkers = [] } = await s3.main.send(new ListObjectVersionsCommand({ Bucket }));
  for (const [key, versions] of model.keys) {
    const idsOf = (listed: readonly { Key?: string | undefined; VersionId?: string | undefined }[]) =>
      listed.filter(({ Key }) => Key === key).map(({ VersionId }) => VersionId);
    expect(idsOf(Versions)).toEqual(versions.filter(({ body }) => body !== undefined).map(({ id }) => id));
    expect(idsOf(DeleteMarkers)).toEqual(
      versions.filter(({ body }) => body === undefined).map(({ id }) => id),
    );
  }
  const listed = [...Versions, ...DeleteMarkers];
  expect(listed).toHaveLength([...model.keys.values()].flat().length);
  expect(listed.filter(({ IsLatest }) => IsLatest)).toHaveLength(model.keys.size);
}

test('any sequence of writes and deletions leaves what the model holds', async () => {
  await assert(
    asyncProperty(array(command, { minLength: 5, maxLength: 25 }), async (steps) => {
      const Bucket = newBucketName();
      await s3.main.send(new CreateBucketCommand({ Bucket }));
      const model = new Model();
      for (const step of steps) await apply(Bucket, model, step);
      await compare(Bucket, model);
    }),
    { numRuns: 25 },
  );
});

test('any listing is the filtered, grouped and sorted key set, whatever its pages', async () => {
  const anyKey = string({ unit: constantFrom('a', 'b', '/', '-', 'é', '😀'), minLength: 1, maxLength: 6 });
  await assert(
    asyncProperty(
      array(anyKey, { minLength: 1, maxLength: 12 }),
      constantFrom('', 'a', 'a/', 'b/'),
      constantFrom('', '/', '-', 'é'),
      constantFrom(1, 2, 3, 1000),
      async (all, Prefix, Delimiter, MaxKeys) => {
        const Bucket = newBucketName();
        await s3.main.send(new CreateBucketCommand({ Bucket }));
        for (const Key of new Set(all)) await s3.main.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
        const wanted = new Set<string>();
        for (const key of all.filter((one) => one.startsWith(Prefix))) {
          const end = Delimiter === '' ? -1 : key.indexOf(Delimiter, Prefix.length);
          wanted.add(end < 0 ? key : `${key.slice(0, end + Delimiter.length)} (common)`);
        }
        const seen: string[] = [];
        let ContinuationToken: string | undefined;
        do {
          const page = await s3.main.send(
            new ListObjectsV2Command({
              Bucket,
              Prefix,
              MaxKeys,
              ContinuationToken,
              ...(Delimiter === '' ? {} : { Delimiter }),
            }),
          );
          seen.push(...(page.Contents ?? []).map(({ Key }) => Key ?? ''));
          seen.push(...(page.CommonPrefixes ?? []).map((common) => `${common.Prefix} (common)`));
          ContinuationToken = page.NextContinuationToken;
        } while (ContinuationToken !== undefined);
        expect(seen.sort(byBytes)).toEqual([...wanted].sort(byBytes));
      },
    ),
    { numRuns: 40 },
  );
});
