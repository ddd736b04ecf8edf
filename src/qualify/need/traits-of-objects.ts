import type { Asked } from './asked.js';
import { puts, reads, type Trait } from './trait.js';

const looks = ['GetObject', 'HeadObject'] as const;
const notFound = ['404', 'NoSuchKey'] as const;
const largeObject = 1024 * 1024;
const systemHeaders = [
  'ContentType',
  'ContentEncoding',
  'ContentDisposition',
  'ContentLanguage',
  'CacheControl',
];

/** Whether each of its copies names new metadata. */
function replacesAlways({ need }: Asked): boolean {
  const { parameters = [], values = {} } = need.operations.CopyObject ?? {};
  return parameters.includes('MetadataDirective') && values.MetadataDirective?.join() === 'REPLACE';
}

/** What programs need that write, read and delete objects whole or in ranges. */
export const traitsOfObjects: readonly Trait[] = [
  {
    id: 'objects-come-back',
    applies: (asked) => asked.calls(...puts, ...reads),
    cases: ({ need }) => [
      'object/put-object/round-trip',
      ...(need.largest_object > largeObject ? ['object/put-object/several-mebibytes'] : []),
    ],
    weight: 'unsafe',
    why: 'It puts or reads objects. What does not come back as it was put is lost.',
  },
  {
    id: 'writes-are-visible',
    applies: (asked) => asked.calls(...puts) && asked.calls(...reads, 'HeadObject'),
    cases: [
      'concurrency/consistency/write-is-visible-at-once',
      'concurrency/consistency/overwrite-is-visible-at-once',
    ],
    weight: 'unsafe',
    why: 'It reads what it wrote. An answer from before the write is taken for the newest.',
  },
  {
    id: 'missing-keys-are-404',
    applies: (asked) => asked.met(reads, ...notFound),
    cases: ['object/get-object/no-such-key'],
    weight: 'required',
    why: 'It asked for objects that were not there, and went on from the answer 404.',
  },
  {
    id: 'head-object',
    applies: (asked) => asked.calls('HeadObject'),
    cases: ['object/head-object/describes-the-object'],
    weight: 'required',
    why: 'It asks for the headers of objects.',
  },
  {
    id: 'size-in-head',
    applies: (asked) => asked.calls('HeadObject') && asked.calls(...reads),
    cases: [],
    check: 'size-in-head',
    weight: 'unsafe',
    why: 'It asks for the headers of objects, and reads them. What is longer than HeadObject says is cut, or read as empty.',
  },
  {
    id: 'missing-keys-are-404-for-head',
    applies: (asked) => asked.met(['HeadObject'], ...notFound),
    cases: ['object/head-object/no-such-key'],
    weight: 'required',
    why: 'It looked with HeadObject whether objects are there, and went on from the answer 404.',
  },
  {
    id: 'looks-before-it-writes',
    applies: (asked) =>
      asked.met(looks, ...notFound) && asked.calls('PutObject', 'CompleteMultipartUpload', 'CopyObject'),
    cases: (asked) => [
      ...(asked.met(['HeadObject'], ...notFound)
        ? ['object/head-object/describes-the-object', 'object/head-object/no-such-key']
        : []),
      ...(asked.met(reads, ...notFound)
        ? ['object/put-object/round-trip', 'object/get-object/no-such-key']
        : []),
    ],
    existenceAlone: true,
    weight: 'unsafe',
    why: 'It writes where it was told that nothing is there. Where that is not true, it overwrites what is there, or leaves its own work out.',
  },
  {
    id: 'ranges',
    applies: (asked) => asked.sent(reads, ({ range = [] }) => range.includes('closed')),
    cases: ['object/range/first-and-last-byte', 'object/range/middle', 'object/range/inside-a-large-object'],
    weight: 'unsafe',
    why: 'It reads ranges. A client that is given other bytes than it asked for may take them for the right ones.',
  },
  {
    id: 'ranges-to-the-end',
    applies: (asked) => asked.sent(reads, ({ range = [] }) => range.includes('open')),
    cases: ['object/range/open-end'],
    weight: 'unsafe',
    why: 'It reads from a place to the end of an object.',
  },
  {
    id: 'ranges-from-the-end',
    applies: (asked) => asked.sent(reads, ({ range = [] }) => range.includes('suffix')),
    cases: ['object/range/suffix', 'object/range/suffix-longer-than-the-object'],
    weight: 'unsafe',
    why: 'It reads the last bytes of objects.',
  },
  {
    id: 'reads-of-parts',
    applies: (asked) => asked.gives(['GetObject', 'HeadObject'], 'PartNumber'),
    cases: ['multipart/read-by-part-number/get-each-part'],
    weight: 'unsafe',
    why: 'It downloads part by part. Where the number of parts is not told, a file ends after the first.',
  },
  {
    id: 'metadata',
    applies: (asked) => asked.gives(puts, 'Metadata'),
    cases: ['object/metadata/user-metadata-round-trip'],
    weight: 'unsafe',
    why: 'It keeps facts in the metadata of objects. What is not kept is lost.',
  },
  {
    id: 'headers-of-objects',
    applies: (asked) =>
      systemHeaders.some((name) => asked.gives(['PutObject', 'CreateMultipartUpload'], name)),
    cases: ['object/metadata/system-metadata-round-trip'],
    weight: 'optional',
    why: 'It gives objects a type or an encoding. Where they are not kept, a browser shows the objects otherwise.',
  },
  {
    id: 'deletion',
    applies: (asked) => asked.calls('DeleteObject'),
    cases: ['object/delete-object/removes-only-its-object'],
    weight: 'required',
    why: 'It deletes objects one by one.',
  },
  {
    id: 'bulk-deletion',
    applies: (asked) => asked.calls('DeleteObjects'),
    cases: ['object/delete-objects/deletes-and-reports-each-key'],
    weight: 'required',
    why: 'It deletes many objects in one request.',
  },
  {
    id: 'deletions-are-visible',
    applies: (asked) => asked.calls('DeleteObject', 'DeleteObjects') && asked.calls(...reads, 'HeadObject'),
    cases: ['concurrency/consistency/deletion-is-visible-at-once'],
    weight: 'required',
    why: 'It looks at what it deleted.',
  },
  {
    id: 'copies',
    applies: (asked) => asked.calls('CopyObject'),
    cases: ['copy/copy-object/same-bucket'],
    weight: 'unsafe',
    why: 'It copies objects on the server, often to delete the source.',
  },
  {
    id: 'copies-keep-metadata',
    applies: (asked) =>
      asked.calls('CopyObject') &&
      asked.gives(['PutObject', 'CreateMultipartUpload'], 'Metadata') &&
      !replacesAlways(asked),
    cases: ['copy/metadata/copied-by-default'],
    weight: 'unsafe',
    why: 'It copies objects that have metadata. What is not copied with them is lost.',
  },
  {
    id: 'copies-with-new-metadata',
    applies: ({ need }) =>
      need.operations.CopyObject?.values?.MetadataDirective?.includes('REPLACE') ?? false,
    cases: ['copy/metadata/replaced'],
    weight: 'unsafe',
    why: 'It gives copies metadata of their own.',
  },
  {
    id: 'headers-of-the-answer',
    applies: (asked) =>
      ['ResponseContentType', 'ResponseContentDisposition', 'ResponseCacheControl'].some((name) =>
        asked.gives(reads, name),
      ),
    cases: ['object/get-object/response-overrides'],
    weight: 'required',
    why: 'It names headers that the answer to a read is to have.',
  },
];
