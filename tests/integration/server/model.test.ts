import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  DeleteObjectTaggingCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import {
  array,
  assert,
  asyncProperty,
  boolean,
  constant,
  constantFrom,
  dictionary,
  nat,
  oneof,
  record,
  string,
} from 'fast-check';
import { expect, test } from 'vitest';
import { BucketModel, type ModelDraft, type ModelVersion } from './object-model.js';
import { newBucketName, useServer } from './support.js';

const s3 = useServer();

const key = constantFrom('a', 'a/b', 'a/b/c', 'b', 'é', '\uffee', '😀', ' x', '%41+');
/** Picks one of the versions that there are at that moment. */
const pick = nat({ max: 99 });
const names = dictionary(constantFrom('one', 'two'), constantFrom('1', '2', 'x y'), { maxKeys: 2 });
const draft = record({ body: string({ maxLength: 20 }), metadata: names, tags: names });
const command = oneof(
  record({ kind: constant('put' as const), key, draft }),
  record({ kind: constant('multipart' as const), key, draft, isAborted: boolean() }),
  record({ kind: constant('copy' as const), key, pick, draft, replaces: boolean() }),
  record({ kind: constant('tag' as const), pick, tags: names }),
  record({ kind: constant('delete' as const), key }),
  record({ kind: constant('delete-many' as const), keys: array(key, { minLength: 1, maxLength: 3 }) }),
  record({ kind: constant('delete-version' as const), pick }),
  record({
    kind: constant('versioning' as const),
    status: constantFrom('Enabled' as const, 'Suspended' as const),
  }),
);

type Command = typeof command extends { generate: (...args: never[]) => { value: infer T } } ? T : never;
type Step<K extends Command['kind']> = Extract<Command, { kind: K }>;

const queryOf = (tags: Readonly<Record<string, string>>): string => new URLSearchParams(tags).toString();

const bytesOf = ({ body = '' }: ModelDraft): Buffer => Buffer.from(body);

/** What a write of a draft sends along with its body. */
const labelsOf = ({ metadata, tags }: ModelDraft) => ({ Metadata: metadata, Tagging: queryOf(tags) });

const apply: {
  readonly [K in Command['kind']]: (Bucket: string, model: BucketModel, step: Step<K>) => Promise<void>;
} = {
  put: async (Bucket, model, { key: Key, draft: wanted }) => {
    const put = new PutObjectCommand({ Bucket, Key, Body: bytesOf(wanted), ...labelsOf(wanted) });
    model.put(Key, wanted, (await s3.main.send(put)).VersionId);
  },
  multipart: async (Bucket, model, { key: Key, draft: wanted, isAborted }) => {
    const { UploadId } = await s3.main.send(
      new CreateMultipartUploadCommand({ Bucket, Key, ...labelsOf(wanted) }),
    );
    const part = { Bucket, Key, UploadId, PartNumber: 1 };
    await s3.main.send(new UploadPartCommand({ ...part, Body: 'replaced' }));
    const { ETag } = await s3.main.send(new UploadPartCommand({ ...part, Body: bytesOf(wanted) }));
    // An upload that nobody completes is nowhere to be seen among objects.
    if (isAborted) {
      return;
    }
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    const complete = new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload });
    model.put(Key, wanted, (await s3.main.send(complete)).VersionId);
  },
  copy: async (Bucket, model, { key: Key, pick: place, draft: wanted, replaces }) => {
    const source = model.pickObject(place);
    if (source === undefined || (source.key === Key && !replaces)) {
      return;
    }
    const copy = new CopyObjectCommand({
      ...{ Bucket, Key, CopySource: `${Bucket}/${encodeURIComponent(source.key)}?versionId=${source.id}` },
      ...(replaces ? { MetadataDirective: 'REPLACE', TaggingDirective: 'REPLACE', ...labelsOf(wanted) } : {}),
    });
    const { VersionId } = await s3.main.send(copy);
    model.put(Key, replaces ? { ...wanted, body: source.body } : draftOf(source), VersionId);
  },
  tag: async (Bucket, model, { pick: place, tags }) => {
    const version = model.pickObject(place);
    if (version === undefined) {
      return;
    }
    const target = { Bucket, Key: version.key, VersionId: version.id };
    const TagSet = Object.entries(tags).map(([name, Value]) => ({ Key: name, Value }));
    if (TagSet.length === 0) {
      await s3.main.send(new DeleteObjectTaggingCommand(target));
    } else {
      await s3.main.send(new PutObjectTaggingCommand({ ...target, Tagging: { TagSet } }));
    }
    model.tag(version.key, version.id, tags);
  },
  delete: async (Bucket, model, { key: Key }) => {
    model.remove(Key, (await s3.main.send(new DeleteObjectCommand({ Bucket, Key }))).VersionId);
  },
  'delete-many': async (Bucket, model, { keys }) => {
    const Objects = [...new Set(keys)].map((Key) => ({ Key }));
    const { Deleted = [] } = await s3.main.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(Deleted).toHaveLength(Objects.length);
    for (const { Key = '', DeleteMarkerVersionId } of Deleted) {
      model.remove(Key, DeleteMarkerVersionId);
    }
  },
  'delete-version': async (Bucket, model, { pick: place }) => {
    const version = model.pick(place);
    if (version === undefined) {
      return;
    }
    const { key: Key, id: VersionId } = version;
    await s3.main.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
    model.removeVersion(Key, VersionId);
  },
  versioning: async (Bucket, model, { status: Status }) => {
    await s3.main.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));
    model.versioning = Status;
  },
};

function run<K extends Command['kind']>(Bucket: string, model: BucketModel, step: Step<K> & { kind: K }) {
  return apply[step.kind](Bucket, model, step);
}

const byBytes = (left: string, right: string): number =>
  Buffer.compare(Buffer.from(left), Buffer.from(right));

/** Reads a version whole: the newest where no id is given. */
async function read(Bucket: string, Key: string, VersionId?: string): Promise<ModelDraft> {
  const { Body, Metadata = {} } = await s3.main.send(new GetObjectCommand({ Bucket, Key, VersionId }));
  const { TagSet = [] } = await s3.main.send(new GetObjectTaggingCommand({ Bucket, Key, VersionId }));
  return {
    body: await Body?.transformToString(),
    metadata: Metadata,
    tags: Object.fromEntries(TagSet.map(({ Key: name = '', Value = '' }) => [name, Value])),
  };
}

function draftOf({ body, metadata, tags }: ModelVersion): ModelDraft {
  return { body, metadata, tags };
}

async function compare(Bucket: string, model: BucketModel): Promise<void> {
  const present = [...model.keys.keys()].filter((one) => model.current(one) !== undefined).sort(byBytes);
  const { Contents = [] } = await s3.main.send(new ListObjectsV2Command({ Bucket }));
  expect(Contents.map(({ Key }) => Key)).toEqual(present);
  const { Versions = [], DeleteMarkers = [] } = await s3.main.send(new ListObjectVersionsCommand({ Bucket }));
  for (const [one, versions] of model.keys) {
    const current = model.current(one);
    if (current !== undefined) {
      expect(await read(Bucket, one)).toEqual(draftOf(current));
    } else {
      await expect(read(Bucket, one)).rejects.toMatchObject({ name: 'NoSuchKey' });
    }
    const idsOf = (listed: readonly { Key?: string | undefined; VersionId?: string | undefined }[]) =>
      listed.filter(({ Key }) => Key === one).map(({ VersionId }) => VersionId);
    const objects = versions.filter(({ body }) => body !== undefined);
    expect(idsOf(Versions)).toEqual(objects.map(({ id }) => id));
    expect(idsOf(DeleteMarkers)).toEqual(
      versions.filter(({ body }) => body === undefined).map(({ id }) => id),
    );
    for (const version of objects) {
      expect(await read(Bucket, one, version.id)).toEqual(draftOf(version));
    }
  }
  const listed = [...Versions, ...DeleteMarkers];
  expect(listed).toHaveLength([...model.keys.values()].flat().length);
  expect(listed.filter(({ IsLatest }) => IsLatest)).toHaveLength(model.keys.size);
}

test('any sequence of writes, copies, tags and deletions leaves what the model holds', async () => {
  await assert(
    asyncProperty(array(command, { minLength: 5, maxLength: 30 }), async (steps) => {
      const Bucket = newBucketName();
      await s3.main.send(new CreateBucketCommand({ Bucket }));
      const model = new BucketModel();
      for (const step of steps) {
        await run(Bucket, model, step);
      }
      await compare(Bucket, model);
      const open = steps.filter((step) => step.kind === 'multipart' && step.isAborted);
      const { Uploads = [] } = await s3.main.send(new ListMultipartUploadsCommand({ Bucket }));
      expect(Uploads).toHaveLength(open.length);
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
        for (const Key of new Set(all)) {
          await s3.main.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
        }
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
    { numRuns: 100 },
  );
});
