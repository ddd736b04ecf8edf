import { createHash } from 'node:crypto';
import type { ActiveFaults } from '../../domain/faults/active-faults.js';
import { findUpload } from '../../domain/multipart/find-upload.js';
import { matchParts } from '../../domain/multipart/match-parts.js';
import {
  objectChecksum,
  requireChecksumType,
  requireObjectChecksum,
} from '../../domain/multipart/object-checksum.js';
import { readCompletion } from '../../domain/multipart/read-completion.js';
import { checksumElements } from '../../domain/objects/checksum-elements.js';
import { commitObject } from '../../domain/objects/commit.js';
import { readCustomerKey } from '../../domain/objects/customer-key.js';
import { findPartKey } from '../../domain/objects/encryption.js';
import { encryptionHeaders, newVersionHeader } from '../../domain/objects/object-headers.js';
import type { ObjectContext } from '../../domain/request/context.js';
import { defined } from '../../ground/defined.js';
import { S3Error } from '../../ground/errors/s3-error.js';
import type { Reply } from '../../ground/http/reply.js';
import { loadChecksum } from '../../ground/payload/checksums/hashers.js';
import { JoinedContent } from '../../ground/store/content.js';
import type { ObjectVersion, UploadedPart } from '../../ground/store/records.js';
import { document, element } from '../../ground/xml/element.js';

const maxBody = 4 * 1024 * 1024;

/** CompleteMultipartUpload: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html */
export async function completeMultipartUpload(context: ObjectContext): Promise<Reply> {
  const { bucket, query, store, headers } = context;
  const { faults } = context.server;
  await loadUploadChecksum(context);
  const source = (await readBody(context)).toString('utf8');
  if (source === '') {
    findUpload(context);
    throw new S3Error('InvalidRequest', { message: 'You must specify at least one part' });
  }
  const named = readCompletion(source, query.get('uploadId') ?? '', faults);
  const done = findCompleted(context, query.get('uploadId'));
  if (done !== undefined) {
    return reply(context, done);
  }
  const upload = findUpload(context);
  const type = requireChecksumType(headers, upload.checksum);
  const parts = matchParts(upload, named, faults);
  // S3 requires the customer's key again where the upload has a checksum; one that is given must be the upload's.
  if (upload.checksum !== undefined || readCustomerKey(headers) !== undefined) {
    findPartKey(context, upload.draft.encryption);
  }
  const content = new JoinedContent(faults.inconsistency.keepParts(parts).map((part) => part.content));
  requireSize(headers['x-amz-mp-object-size'], sizeOf(parts));
  // Without the customer's key, which it does not ask for here, S3 has nothing to make a checksum of.
  const isOpen = upload.checksum !== undefined || upload.draft.encryption.kind !== 'customer';
  const checksum = isOpen ? objectChecksum(upload.checksum, parts) : undefined;
  requireObjectChecksum(headers, type, upload.checksum, checksum);
  content.retain();
  const draft = {
    ...upload.draft,
    content,
    size: content.size,
    etag: etagOfParts(parts, faults),
    parts: parts.map((part) => ({
      number: part.number,
      size: part.size,
      ...defined({ checksum: part.checksum }),
    })),
    uploadId: upload.id,
    ...defined({ checksum }),
  };
  const version = commitObject(context, draft, upload);
  store.removeUpload(bucket, upload);
  return reply(context, version);
}

// What follows the reading of the document must not wait: nothing may come between a condition and its write.
async function loadUploadChecksum({ bucket, query }: ObjectContext): Promise<void> {
  const announced = bucket.uploads.get(query.get('uploadId') ?? '')?.checksum;
  if (announced !== undefined) {
    await loadChecksum(announced.algorithm);
  }
}

// Its checksum header speaks of the object, not of this document.
function readBody({ body }: ObjectContext): Promise<Buffer> {
  return body.readAll(maxBody, { ignoresChecksums: true });
}

// A client that lost the response asks again: S3 sends the same response for a while.
function findCompleted(
  { bucket, key }: ObjectContext,
  uploadId: string | undefined,
): ObjectVersion | undefined {
  return bucket.versions.get(key)?.find((version) => version.uploadId === uploadId && uploadId !== undefined);
}

function etagOfParts(parts: readonly UploadedPart[], faults: ActiveFaults): string {
  const hash = createHash('md5');
  for (const { etag } of parts) {
    hash.update(Buffer.from(etag, 'hex'));
  }
  const digest = hash.digest('hex');
  return faults.has('multipart-etag-without-count') ? digest : `${digest}-${parts.length}`;
}

function sizeOf(parts: readonly UploadedPart[]): number {
  return parts.reduce((sum, part) => sum + part.size, 0);
}

function requireSize(header: string | undefined, size: number): void {
  if (header !== undefined && Number(header) !== size) {
    throw new S3Error('InvalidRequest', {
      message: `The provided 'x-amz-mp-object-size' header value ${header} does not match what was computed: ${size}`,
    });
  }
}

function reply({ bucket, request }: ObjectContext, version: ObjectVersion): Reply {
  return {
    status: 200,
    headers: { ...newVersionHeader(bucket, version), ...encryptionHeaders(version.encryption) },
    xml: document('CompleteMultipartUploadResult', [
      element('Location', `${request.scheme}://${request.headers.host ?? ''}${request.rawPath}`),
      element('Bucket', bucket.name),
      element('Key', version.key),
      element('ETag', `"${version.etag}"`),
      ...checksumElements(version.checksum),
    ]),
  };
}
