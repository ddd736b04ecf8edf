import { reads, type Trait, writes } from './trait.js';

/** What programs need that upload in parts, or in special forms. */
export const traitsOfUploads: readonly Trait[] = [
  {
    id: 'uploads-in-parts',
    applies: (asked) => asked.calls('CreateMultipartUpload'),
    cases: ({ need }) => [
      'multipart/complete-multipart-upload/one-part',
      ...((need.multipart?.most_parts ?? 0) > 1 ? ['multipart/complete-multipart-upload/two-parts'] : []),
    ],
    weight: 'unsafe',
    why: 'It uploads in parts. Where they are not joined as they were sent, the object is broken.',
  },
  {
    id: 'uploads-keep-metadata',
    applies: (asked) => asked.gives(['CreateMultipartUpload'], 'Metadata'),
    cases: ['multipart/create-multipart-upload/metadata-and-content-type'],
    weight: 'unsafe',
    why: 'It keeps facts in the metadata of objects that it uploads in parts. What is not kept is lost.',
  },
  {
    id: 'uploads-are-aborted',
    applies: (asked) => asked.calls('AbortMultipartUpload'),
    cases: ['multipart/abort-multipart-upload/ends-the-upload'],
    weight: 'required',
    why: 'It aborts uploads that it does not complete.',
  },
  {
    id: 'parts-are-listed',
    applies: (asked) => asked.calls('ListParts'),
    cases: ['multipart/list-parts/parts-with-size-and-etag', 'multipart/list-parts/pages'],
    weight: 'unsafe',
    why: 'It goes on with an upload by the list of its parts. A part that is not listed is missing in the object.',
  },
  {
    id: 'uploads-are-listed',
    applies: (asked) => asked.calls('ListMultipartUploads'),
    cases: ['multipart/list-multipart-uploads/uploads-in-progress'],
    weight: 'required',
    // An upload that is not listed is begun anew, or stays behind.
    when: 'refused',
    why: 'It finds uploads in progress by listing them.',
  },
  {
    id: 'parts-are-copied',
    applies: (asked) => asked.calls('UploadPartCopy'),
    cases: (asked) => [
      'multipart/upload-part-copy/whole-source',
      ...(asked.gives(['UploadPartCopy'], 'CopySourceRange')
        ? ['multipart/upload-part-copy/range-of-source']
        : []),
    ],
    weight: 'unsafe',
    why: 'It copies large objects in parts. Where the range is not followed, the copy is broken.',
  },
  {
    id: 'checksum-in-a-trailer',
    applies: (asked) => asked.signed('v4-unsigned-trailer') || asked.signed('v4-streaming-trailer'),
    cases: (asked) => [
      ...(asked.signed('v4-unsigned-trailer') ? ['checksums/trailers/unsigned-trailer'] : []),
      ...(asked.signed('v4-streaming-trailer') ? ['checksums/trailers/signed-trailer'] : []),
    ],
    weight: 'unsafe',
    why: 'It sends bodies in chunks with a checksum in a trailer. Where the frames are stored, each object is broken.',
  },
  {
    id: 'signed-chunks',
    applies: (asked) => asked.signed('v4-streaming'),
    cases: ['signatures/streaming/signed-chunks'],
    weight: 'unsafe',
    why: 'It sends bodies in signed chunks. Where the frames are stored, each object is broken.',
  },
  {
    id: 'bodies-of-unknown-length',
    applies: (asked) => asked.worked(({ transfer }) => transfer.includes('chunked')),
    cases: [],
    check: 'unknown-length',
    weight: 'unsafe',
    why: 'It sends bodies with Transfer-Encoding: chunked and no length. Where the frames are stored, each object is broken.',
  },
  {
    id: 'signature-v2',
    applies: (asked) => asked.worked(({ sign }) => sign.includes('v2')),
    cases: [],
    check: 'signature-v2',
    weight: 'required',
    why: 'It signs with Signature Version 2.',
  },
  {
    id: 'signature-v2-links',
    applies: (asked) => asked.worked(({ sign }) => sign.includes('v2-presigned')),
    cases: [],
    check: 'signature-v2-links',
    weight: 'required',
    why: 'It uses presigned links with Signature Version 2.',
  },
  {
    id: 'anonymous-reads',
    applies: (asked) => asked.sent(reads, ({ sign }) => sign.includes('none')),
    cases: ['object/anonymous/read'],
    weight: 'required',
    when: 'refused',
    why: 'It reads objects without signing.',
  },
  {
    id: 'unsigned-payload',
    applies: (asked) => asked.signed('v4-unsigned-payload'),
    cases: ['signatures/header/unsigned-payload'],
    weight: 'required',
    why: 'It does not sign bodies.',
  },
  {
    id: 'presigned-links',
    applies: (asked) => asked.signed('v4-presigned'),
    cases: ['signatures/presigned/get', 'signatures/presigned/put'],
    weight: 'required',
    why: 'It uses presigned links.',
  },
  {
    id: 'content-md5',
    applies: (asked) =>
      asked.sent(writes, ({ checksum }) => checksum.some(({ algorithm }) => algorithm === 'MD5')),
    cases: ['object/put-object/content-md5'],
    weight: 'required',
    why: 'It sends the MD5 of bodies.',
  },
  {
    id: 'checksum-in-a-header',
    applies: (asked) => algorithmsInHeaders(asked).length > 0,
    cases: (asked) =>
      algorithmsInHeaders(asked).map((name) => `checksums/put-object/stored-and-returned[${name}]`),
    weight: 'required',
    when: 'refused',
    why: 'It sends a checksum with each object.',
  },
  {
    id: 'waits-for-100-continue',
    applies: (asked) => asked.sent(writes, ({ expect_continue }) => expect_continue === true),
    cases: ['object/put-object/expect-100-continue'],
    weight: 'optional',
    why: 'It waits to be told to send a body, and after a while sends it unasked.',
  },
];

/** The algorithms whose checksums have a row in the suite. */
const known = ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'];

function algorithmsInHeaders({ need }: Parameters<Trait['applies']>[0]): readonly string[] {
  const checksums = writes.flatMap((operation) => need.operations[operation]?.forms.checksum ?? []);
  const named = checksums.filter(({ form }) => form === 'header').map(({ algorithm }) => algorithm);
  return known.filter((algorithm) => named.includes(algorithm));
}
