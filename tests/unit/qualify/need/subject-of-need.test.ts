import { describe, expect, test } from 'vitest';
import {
  type NeedSource,
  subjectOfDialect,
  subjectOfNeed,
} from '../../../../src/qualify/need/subject-of-need.js';
import type { Need, NeededOperation } from '../../../../src/record/index.js';

const forms = {
  addressing: ['path'],
  sign: ['v4'],
  transfer: ['plain'],
  checksum: [],
} as NeededOperation['forms'];

function asked(operation: Partial<NeededOperation> = {}): NeededOperation {
  return { count: 1, parameters: [], forms, statuses: { 200: 1 }, errors: [], ...operation };
}

function makeNeed(operations: Need['operations'], need: Partial<Need> = {}): Need {
  return {
    ...{
      application: 'tiny',
      version: '1',
      recorded: '2026-11-30',
      upstream: null,
      requests: 9,
      clients: [],
    },
    ...{ order: [], concurrency: 1, largest_object: 10 },
    operations,
    ...need,
  };
}

const suite = {
  cases: [
    { id: 'tagging/a', operations: ['PutObject', 'PutObjectTagging', 'GetObjectTagging'] },
    { id: 'tagging/b', operations: ['PutObject', 'GetObjectTagging'] },
  ].map((one) => ({
    ...one,
    ...{ title: null, feature: null, level: 'core' as const, reference: null, provenance: null, records: [] },
    ...{ peers: [], needs: [], tags: [], parameters: [], file: '' },
  })),
};

const source: NeedSource = {
  file: 'need.yaml',
  sha256: '',
  replay: null,
  endpointUrl: 'http://s3.example:9000',
  checkFile: (name) => `checks/${name}`,
};

function claimsOf(operations: Need['operations'], need: Partial<Need> = {}, given: Partial<NeedSource> = {}) {
  const { claims } = subjectOfNeed(makeNeed(operations, need), { ...source, ...given }, suite);
  return new Map(claims.map((claim) => [claim.id, claim]));
}

describe('what is needed of a server', () => {
  test('depends on the operations that were called', () => {
    expect([...claimsOf({ PutObject: asked() }).keys()]).toEqual(['objects-come-back']);
    expect([...claimsOf({ DeleteObject: asked() }).keys()]).toEqual(['deletion']);
  });

  test('a condition is unsafe where it is ignored; without it nothing is asked of the server', () => {
    const conditional = claimsOf({ PutObject: asked({ parameters: ['IfNoneMatch'] }) });
    expect(conditional.get('creates-once')).toMatchObject({ weight: 'unsafe', when: 'ignored' });
    expect(claimsOf({ PutObject: asked() }).has('creates-once')).toBe(false);
  });

  test('a program that writes where nothing is must be told so, by the operation that it looked with', () => {
    const PutObject = asked();
    const missing = asked({ statuses: { 200: 1, 404: 1 } });
    const looked = claimsOf({ HeadObject: missing, PutObject }).get('looks-before-it-writes');
    expect(looked).toMatchObject({ weight: 'unsafe', requires: { existenceAlone: true } });
    expect(looked?.requires.cases).toEqual([
      'object/head-object/describes-the-object',
      'object/head-object/no-such-key',
    ]);
    expect(claimsOf({ GetObject: missing, PutObject }).get('looks-before-it-writes')?.requires.cases).toEqual(
      ['object/put-object/round-trip', 'object/get-object/no-such-key'],
    );
    expect(claimsOf({ HeadObject: missing }).has('looks-before-it-writes')).toBe(false);
    expect(claimsOf({ HeadObject: asked(), PutObject }).has('looks-before-it-writes')).toBe(false);
  });

  test('the size that HeadObject says counts for programs that read, too', () => {
    const read = claimsOf({ HeadObject: asked(), GetObject: asked() }).get('size-in-head');
    expect(read).toMatchObject({ weight: 'unsafe', requires: { replay: 'checks/size-in-head' } });
    expect(claimsOf({ HeadObject: asked() }).has('size-in-head')).toBe(false);
  });

  test('ranges are asked for in the forms that were sent', () => {
    const suffix = claimsOf({ GetObject: asked({ forms: { ...forms, range: ['suffix'] } }) });
    expect(suffix.has('ranges-from-the-end')).toBe(true);
    expect(suffix.has('ranges')).toBe(false);
  });

  test('an empty value of a list is no value', () => {
    const listed = (values: Record<string, string[]>) =>
      claimsOf({ ListObjectsV2: asked({ parameters: ['Delimiter', 'Prefix'], values }) }).get('lists')
        ?.requires.cases;
    expect(listed({ Delimiter: ['/'] })).toContain('listing/list-objects-v2/delimiter-and-prefix');
    expect(listed({ Delimiter: [''] })).not.toContain('listing/list-objects-v2/delimiter-and-prefix');
  });

  test('a page that was not asked for by size has a thousand keys', () => {
    const pages = (parameters: string[]) =>
      claimsOf({ ListObjectsV2: asked({ parameters }) }).get('pages-of-lists')?.requires.cases;
    expect(pages([])).toContain('listing/list-objects-v2/default-page');
    expect(pages(['MaxKeys'])).not.toContain('listing/list-objects-v2/default-page');
  });

  test('a 404 that came back must come back', () => {
    expect(claimsOf({ GetObject: asked({ errors: ['NoSuchKey'] }) }).has('missing-keys-are-404')).toBe(true);
    expect(claimsOf({ GetObject: asked() }).has('missing-keys-are-404')).toBe(false);
  });

  test('a checksum in a header counts only where it is refused, by the row of its algorithm', () => {
    const checksum = [
      { algorithm: 'CRC64NVME', form: 'header' as const },
      { algorithm: 'MD5', form: 'header' as const },
    ];
    const claims = claimsOf({ PutObject: asked({ forms: { ...forms, checksum } }) });
    expect(claims.get('checksum-in-a-header')).toMatchObject({
      ...{ weight: 'required', when: 'refused' },
      requires: { cases: ['checksums/put-object/stored-and-returned[CRC64NVME]'] },
    });
    expect(claims.has('content-md5')).toBe(true);
  });

  test('large objects and several parts are tried where there were any', () => {
    const multipart = { uploads: 1, completed: 1, aborted: 0, part_size: 5, part_sizes: [5], most_parts: 2 };
    const operations = { PutObject: asked(), CreateMultipartUpload: asked() };
    const claims = claimsOf(operations, { largest_object: 2 ** 21, multipart });
    expect(claims.get('objects-come-back')?.requires.cases).toContain('object/put-object/several-mebibytes');
    expect(claims.get('uploads-in-parts')?.requires.cases).toContain(
      'multipart/complete-multipart-upload/two-parts',
    );
  });

  test('of any other operation, one case that calls it is enough, the simplest first', () => {
    expect(claimsOf({ GetObjectTagging: asked() }).get('calls-GetObjectTagging')).toMatchObject({
      ...{ weight: 'required', when: 'refused' },
      requires: { cases: ['tagging/b', 'tagging/a'], anyCase: true },
    });
  });

  test.each<[id: string, operations: Need['operations']]>([
    ['objects-come-back', { GetObject: asked() }],
    ['reads-versions', { GetObject: asked({ parameters: ['VersionId'] }) }],
    ['deletes-versions', { DeleteObject: asked({ parameters: ['VersionId'] }) }],
    ['versions-are-kept', { PutBucketVersioning: asked() }],
    ['objects-are-retained', { PutObject: asked({ parameters: ['ObjectLockMode'] }) }],
    ['objects-are-held', { PutObject: asked({ parameters: ['ObjectLockLegalHoldStatus'] }) }],
    ['tags-are-changed', { PutObjectTagging: asked() }],
    ['encryption-by-a-service', { PutObject: asked({ values: { ServerSideEncryption: ['aws:kms'] } }) }],
    ['copies-over-what-it-knows', { CopyObject: asked({ parameters: ['IfMatch'] }) }],
    ['reads-what-has-not-changed', { GetObject: asked({ parameters: ['IfUnmodifiedSince'] }) }],
    ['anonymous-reads', { GetObject: asked({ forms: { ...forms, sign: ['none'] } }) }],
    ['headers-of-objects', { PutObject: asked({ parameters: ['ContentType'] }) }],
  ])('%s', (id, operations) => {
    expect(claimsOf(operations).has(id)).toBe(true);
    const plain =
      Object.keys(operations)[0] === 'GetObject' ? { PutObject: asked() } : { GetObject: asked() };
    expect(claimsOf(id === 'objects-come-back' ? { DeleteObject: asked() } : plain).has(id)).toBe(false);
  });

  test('copies keep metadata where there is any, unless each copy names its own', () => {
    const copied = (copy: Partial<NeededOperation>, parameters: string[] = ['Metadata']) =>
      claimsOf({ PutObject: asked({ parameters }), CopyObject: asked(copy) }).has('copies-keep-metadata');
    expect(copied({})).toBe(true);
    expect(copied({}, [])).toBe(false);
    const directive = { parameters: ['MetadataDirective'] };
    expect(copied({ ...directive, values: { MetadataDirective: ['REPLACE'] } })).toBe(false);
    expect(copied({ ...directive, values: { MetadataDirective: ['COPY', 'REPLACE'] } })).toBe(true);
  });

  test('lists of versions are tried with versions only where the program keeps any', () => {
    const listed = (operations: Need['operations'] = {}) =>
      claimsOf({ ListObjectVersions: asked(), ...operations }).get('versions-are-listed')?.requires.cases;
    expect(listed()).toEqual(['listing/list-object-versions/never-versioned']);
    expect(listed({ GetObject: asked({ parameters: ['VersionId'] }) })).toContain(
      'listing/list-object-versions/versions-newest-first',
    );
  });

  test('uploads that are not listed are begun anew; only a refusal of the list is noticed', () => {
    expect(claimsOf({ ListMultipartUploads: asked() }).get('uploads-are-listed')).toMatchObject({
      weight: 'required',
      when: 'refused',
    });
  });

  test('the checksums of parts count as those of objects', () => {
    const checksum = [{ algorithm: 'CRC32C', form: 'header' as const }];
    expect(
      claimsOf({ UploadPart: asked({ forms: { ...forms, checksum } }) }).get('checksum-in-a-header')?.requires
        .cases,
    ).toEqual(['checksums/put-object/stored-and-returned[CRC32C]']);
  });

  const workloadsOf = (operations: Parameters<typeof claimsOf>[0]) =>
    [...claimsOf(operations).values()].flatMap(({ requires }) => requires.consistency?.workload ?? []);

  test('many clients are tried where writers meet', () => {
    const operations = {
      PutObject: asked({ parameters: ['IfNoneMatch', 'IfMatch'] }),
      GetObject: asked(),
      ListObjectsV2: asked(),
    };
    expect(workloadsOf(operations)).toEqual([
      'read-after-write',
      'list-after-write',
      'queue',
      'cas-register',
    ]);
  });

  test('a lock, which is created once and deleted, is tried as one', () => {
    const PutObject = asked({ parameters: ['IfNoneMatch'] });
    expect(workloadsOf({ PutObject, DeleteObject: asked() })).toEqual(['lock-file']);
    expect(workloadsOf({ PutObject })).toEqual([]);
    expect(workloadsOf({ PutObject: asked(), DeleteObject: asked() })).toEqual([]);
  });
});

describe('what AWS does not have is asked by a scenario of its own', () => {
  const sent = (changes: Partial<NeededOperation['forms']>, statuses = { 200: 1 }) =>
    claimsOf({ PutObject: asked({ forms: { ...forms, ...changes }, statuses }) });

  test.each<[id: string, check: string, changes: Partial<NeededOperation['forms']>]>([
    ['bodies-of-unknown-length', 'unknown-length', { transfer: ['chunked'] }],
    ['signature-v2', 'signature-v2', { sign: ['v2'] }],
    ['signature-v2-links', 'signature-v2-links', { sign: ['v2-presigned'] }],
    ['buckets-in-the-host-name', 'buckets-in-the-host-name', { addressing: ['path', 'virtual-host'] }],
  ])('%s', (id, check, changes) => {
    expect(sent(changes).get(id)?.requires).toMatchObject({ cases: [], replay: `checks/${check}` });
    expect(sent({}).has(id)).toBe(false);
  });

  test.each(['signature-v2', 'bodies-of-unknown-length'])(
    '%s only where it was answered with success',
    (id) => {
      expect(sent({ sign: ['v2'], transfer: ['chunked'] }, { 400: 3 } as never).has(id)).toBe(false);
    },
  );

  test.each(['http://127.0.0.1:9000', 'http://[::1]:9000', 'https://localhost', 'embedded'])(
    'and buckets in the host name not at %s, which has no names below it',
    (endpointUrl) => {
      const operations = { PutObject: asked({ forms: { ...forms, addressing: ['virtual-host'] } }) };
      expect(claimsOf(operations, {}, { endpointUrl }).has('buckets-in-the-host-name')).toBe(false);
    },
  );

  test('of a dialect only what it sent is asked', () => {
    const need = makeNeed({ GetObject: asked({ forms: { ...forms, sign: ['v2-presigned'] } }) });
    const { claims } = subjectOfDialect(need, { ...source, name: 'sdk:x@1', replay: '/sdk/x@1.yaml' }, suite);
    expect(claims.map(({ id }) => id)).toEqual(['replay']);
  });
});

test('a replay is one more thing that must hold', () => {
  expect(claimsOf({ PutObject: asked() }, {}, { replay: '/p/job.yaml' }).get('replay')).toMatchObject({
    ...{ weight: 'unsafe', when: 'ignored' },
    requires: { replay: '/p/job.yaml' },
  });
});

test('a program without a name is called by its file, and has the rights that it needs', () => {
  const need = makeNeed(
    { GetObject: asked({ errors: ['NoSuchKey'] }) },
    { application: null, version: null },
  );
  const subject = subjectOfNeed(need, { ...source, sha256: 'x' }, suite);
  expect(subject).toMatchObject({ name: 'need.yaml', versions: [], needsNotFound: true, sha256: 'x' });
  expect([...subject.calls]).toEqual([['GetObject', []]]);
});
