/** @typedef {Readonly<Record<string, string | { sometimes: string }>>} Parts */

const guest = { 'Steps/another-user': 'everybody is the owner' };
const noVersions = { 'Fixtures/versions': 'it has no versions' };
const noLocks = { 'Fixtures/locks': 'it locks no objects' };
const noCors = { 'Raw requests/preflight': 'it has no CORS rules' };
const noMessage = { 'Expectations/refusals': 'its error documents have no message' };
const noRequestId = {
  'Expectations/the-same-response': 'the id in its error documents is not that of the response',
};
const noConditions = { 'Expectations/one-winner': 'it writes whatever If-None-Match says' };
const severalWinners = { sometimes: 'a race of conditional writes has several winners' };
const noLength = { 'Raw requests/no-length': 'it takes an upload without a length for an empty one' };
const noMd5 = { 'Raw requests/wrong-md5': 'it does not look at Content-MD5' };
const noPayloadHash = { 'Raw requests/wrong-payload-hash': 'it does not look at the hash of the body' };
const noTrailerCheck = { 'Raw requests/trailers-wrong': 'it does not look at the checksum after a body' };
const noChunkSignatures = {
  'Raw requests/signed-chunks-forged': 'it does not look at the signatures of chunks',
};
const noFormStatus = { 'Raw requests/browser-form': 'it does not look at success_action_status' };
const noFileName = { 'Raw requests/browser-form': 'it does not put the name of the file for ${filename}' };
const anyRegion = { 'Raw requests/forged-signatures': 'it takes a signature for any region' };

const signed = [
  'Raw requests/unsigned',
  'Raw requests/forged-signatures',
  'Raw requests/edited-operation',
  'Raw requests/presigned',
  'Raw requests/browser-form-forged',
];
const noSignatures = { ...guest, ...forEach(signed, 'it verifies no signatures'), ...noChunkSignatures };

const streamed = [
  'Steps/multipart-in-parallel',
  'Steps/rows[large]',
  'Steps/in-the-middle-of-a-body',
  'Values/bodies[generated]',
];
const trailers = ['v4-unsigned-trailer', 'v4-streaming-trailer'].map(
  (mode) => `Raw requests/trailers[${mode}]`,
);
const noTrailers = forEach(
  [...streamed, ...trailers],
  'it cannot read a body in chunks with the checksum after it, as current SDKs send streams',
);
const storesFraming = forEach(
  [...streamed, ...trailers],
  'it stores the framing of a body in chunks as data',
);
const notByteForByte = (/** @type {string[]} */ ...rows) =>
  forEach(
    rows.map((row) => `Raw requests/keys-byte-for-byte[${row}]`),
    'it takes no keys that are no paths of a file system',
  );

/**
 * The parts of the tour of the language that fail on a server, and why.
 * @type {Readonly<Record<string, Parts>>}
 */
export const cannotInTour = {
  minio: {
    ...notByteForByte('dots', 'slashes'),
    ...noLength,
    ...noCors,
    'Fixtures/locks': 'it calls the deletion of a locked version an invalid request',
  },
  moto: {
    ...guest,
    ...noRequestId,
    'Expectations/interim-responses': 'it says 100 Continue twice',
    'Raw requests/forged-signatures': 'it verifies no signatures',
    ...noChunkSignatures,
    ...noTrailerCheck,
    ...noPayloadHash,
    ...noMd5,
    'Raw requests/malformed-xml': 'it answers 500',
    ...noLength,
    'Raw requests/presigned': 'it does not look at how long a URL holds',
    'Raw requests/browser-form-forged': 'it verifies no signatures',
  },
  versitygw: {
    'Raw requests/malformed-xml': 'it has another code for it',
    ...noLength,
    ...noFileName,
  },
  'ceph-rgw': {
    ...noTrailers,
    ...noMessage,
    ...anyRegion,
    'Raw requests/signed-chunks-forged': 'it has another code for it',
  },
  rclone: {
    ...guest,
    ...noMessage,
    ...notByteForByte('dots', 'slashes'),
    ...anyRegion,
    ...noChunkSignatures,
    'Raw requests/trailers[v4-streaming-trailer]': 'it stores the framing of a body in signed chunks as data',
    ...noTrailerCheck,
    ...noPayloadHash,
    ...noCors,
    'Raw requests/browser-form': 'it takes no forms',
    ...noVersions,
    ...noLocks,
  },
  gofakes3: {
    ...noSignatures,
    ...storesFraming,
    'Values/names-and-defaults': 'it gives a token for the next page after the last one',
    ...noMessage,
    ...noRequestId,
    ...noTrailerCheck,
    ...noPayloadHash,
    ...noCors,
    ...noFormStatus,
    ...noLocks,
  },
  fauxqs: {
    ...noSignatures,
    ...noRequestId,
    ...noConditions,
    ...noTrailerCheck,
    ...noPayloadHash,
    ...noMd5,
    'Raw requests/malformed-xml': 'it answers 200',
    'Raw requests/no-length': 'it answers 500',
    ...noCors,
    ...noFormStatus,
    ...noVersions,
    ...noLocks,
  },
  s3rver: {
    ...guest,
    ...storesFraming,
    'Steps/pages': 'it fails to list more than one page',
    'Steps/in-the-middle-of-a-body': 'an object is there before its upload has ended',
    'Steps/cut-in-the-middle': 'an upload that is cut leaves an object',
    ...noConditions,
    ...notByteForByte('slashes'),
    'Raw requests/unsigned': 'it takes unsigned requests',
    ...anyRegion,
    'Raw requests/signed-chunks': 'it stores the framing of a body in signed chunks as data',
    ...noChunkSignatures,
    ...noTrailerCheck,
    ...noPayloadHash,
    ...noMd5,
    ...noLength,
    'Raw requests/preflight': 'it allows every origin in an answer to one',
    'Raw requests/edited-operation': 'it takes unsigned requests',
    ...noFileName,
    'Raw requests/browser-form-forged': 'it does not look at the signatures of forms',
    ...noVersions,
    ...noLocks,
  },
  s3proxy: {
    ...guest,
    ...noTrailers,
    ...noConditions,
    'Raw requests/keys-byte-for-byte[encoded-slash]': 'it verifies another path than was signed',
    ...anyRegion,
    ...noChunkSignatures,
    'Raw requests/malformed-xml': 'it answers 500',
    ...noCors,
    ...noFormStatus,
    ...noVersions,
    ...noLocks,
  },
  s3mock: {
    ...noSignatures,
    'Expectations/one-winner': severalWinners,
    ...noTrailerCheck,
    ...noPayloadHash,
    'Raw requests/wrong-md5': 'it has another code for it',
    'Raw requests/malformed-xml': 'it has another code for it',
    ...noLength,
    ...noCors,
    ...noFormStatus,
    ...noLocks,
  },
  's3s-fs': {
    ...guest,
    'Expectations/one-winner': severalWinners,
    'Expectations/matchers': 'its listings have no entity tags',
    ...noMessage,
    ...anyRegion,
    'Raw requests/signed-chunks-forged': 'it answers 500',
    'Raw requests/wrong-payload-hash': 'it answers 500',
    ...noLength,
    ...noCors,
    ...noFileName,
    ...noVersions,
    ...noLocks,
  },
};

/**
 * @param {readonly string[]} parts
 * @param {string} reason
 * @returns {Record<string, string>}
 */
function forEach(parts, reason) {
  return Object.fromEntries(parts.map((part) => [part, reason]));
}
