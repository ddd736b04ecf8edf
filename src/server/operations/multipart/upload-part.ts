import { copyContent } from '../../domain/copy/copy-content.js';
import { copySourceHeader, findCopySource } from '../../domain/copy/copy-source.js';
import { findUpload, readPartNumber } from '../../domain/multipart/find-upload.js';
import { defaultAlgorithm } from '../../domain/multipart/object-checksum.js';
import { checksumElements } from '../../domain/objects/checksum-elements.js';
import { findPartKey } from '../../domain/objects/encryption.js';
import { requireLockDigest } from '../../domain/objects/lock.js';
import { encryptionHeaders } from '../../domain/objects/object-headers.js';
import { receiveContent } from '../../domain/objects/receive.js';
import type { ObjectContext } from '../../domain/request/context.js';
import { invalidArgument, S3Error } from '../../ground/errors/s3-error.js';
import type { ByteRange } from '../../ground/http/range.js';
import type { Reply } from '../../ground/http/reply.js';
import { checksumHeader, readDeclaredChecksum } from '../../ground/payload/checksums/declared.js';
import { createChecksum } from '../../ground/payload/checksums/hashers.js';
import { formatIso } from '../../ground/signing/times.js';
import type { Upload, UploadedPart } from '../../ground/store/records.js';
import { document, element } from '../../ground/xml/element.js';

const copyRange = /^bytes=(\d+)-(\d+)$/;
const copyRangeHeader = 'x-amz-copy-source-range';

/** UploadPart: https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html */
export async function uploadPart(context: ObjectContext): Promise<Reply> {
  const number = readPartNumber(context.query.get('partNumber'));
  const upload = findUpload(context);
  const key = findPartKey(context, upload.draft.encryption);
  requireAlgorithm(context, upload);
  const counting = upload.checksum?.algorithm ?? defaultAlgorithm;
  const declared = readDeclaredChecksum(context.headers)?.algorithm;
  const other = declared === undefined || declared === counting ? undefined : createChecksum(counting);
  requireLockDigest(context, upload.draft, 'Part');
  const { content, size, etag, checksum, isChecksumDeclared } = await receiveContent(
    context,
    key,
    counting,
    other,
  );
  const counted = other === undefined ? checksum.value : other.digest().toString('base64');
  const part: UploadedPart = {
    number,
    size,
    etag,
    content,
    lastModified: context.now,
    checksum: { algorithm: counting, value: counted, type: 'FULL_OBJECT' },
  };
  addPart(context, part);
  return {
    status: 200,
    headers: {
      etag: `"${etag}"`,
      ...encryptionHeaders(upload.draft.encryption),
      ...(isChecksumDeclared || upload.checksum !== undefined
        ? { [checksumHeader(checksum.algorithm)]: checksum.value }
        : {}),
    },
  };
}

/** UploadPartCopy: https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html */
export async function uploadPartCopy(context: ObjectContext): Promise<Reply> {
  const number = readPartNumber(context.query.get('partNumber'));
  const upload = findUpload(context);
  const source = findCopySource(context);
  const range = readCopyRange(context.headers[copyRangeHeader], source.version.size);
  const sealingKey = findPartKey(context, upload.draft.encryption);
  const copied = await copyContent(
    context,
    source,
    range,
    sealingKey,
    upload.checksum?.algorithm ?? defaultAlgorithm,
  );
  const part: UploadedPart = { ...copied, number, lastModified: context.now };
  addPart(context, part);
  return {
    status: 200,
    headers: { ...encryptionHeaders(upload.draft.encryption), ...copySourceHeader(source) },
    xml: document('CopyPartResult', [
      element('LastModified', formatIso(part.lastModified)),
      element('ETag', `"${part.etag}"`),
      ...(upload.checksum === undefined ? [] : checksumElements(part.checksum).slice(0, 1)),
    ]),
  };
}

// The upload may have ended while the part was on its way.
function addPart(context: ObjectContext, part: UploadedPart): void {
  try {
    context.store.addPart(context.bucket, findUpload(context), part);
  } catch (error) {
    part.content.release();
    throw error;
  }
}

function requireAlgorithm({ headers }: ObjectContext, { checksum }: Upload): void {
  const declared = readDeclaredChecksum(headers);
  if (checksum === undefined || declared === undefined || declared.algorithm === checksum.algorithm) {
    return;
  }
  throw new S3Error('InvalidRequest', {
    message: `Checksum Type mismatch occurred, expected checksum Type: ${checksum.algorithm.toLowerCase()}, actual checksum Type: ${declared.algorithm.toLowerCase()}`,
  });
}

function readCopyRange(header: string | undefined, size: number): ByteRange {
  if (header === undefined) {
    return { start: 0, end: size };
  }
  const [, first, last] = copyRange.exec(header) ?? [];
  if (first === undefined || last === undefined || Number(first) > Number(last)) {
    throw invalidArgument(
      'The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy',
      copyRangeHeader,
      header,
    );
  }
  if (Number(first) >= size) {
    throw new S3Error('InvalidRequest', {
      message: 'The specified copy range is invalid for the source object size',
    });
  }
  if (Number(last) >= size) {
    throw invalidArgument(
      `Range specified is not valid for source object of size: ${size}`,
      copyRangeHeader,
      header,
    );
  }
  return { start: Number(first), end: Number(last) + 1 };
}
