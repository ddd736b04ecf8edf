import { createKeyWriter } from '../../domain/listing/encoding.js';
import { initiatorElement, ownerElement } from '../../domain/listing/entries.js';
import { readLimit, readNumber } from '../../domain/listing/page.js';
import { findUpload, requireUploadAccess } from '../../domain/multipart/find-upload.js';
import { readCustomerKey } from '../../domain/objects/customer-key.js';
import { findPartKey } from '../../domain/objects/encryption.js';
import type { ObjectContext } from '../../domain/request/context.js';
import type { Reply } from '../../ground/http/reply.js';
import { formatIso } from '../../ground/signing/times.js';
import { document, element, optional } from '../../ground/xml/element.js';

/** ListParts: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html */
export function listParts(context: ObjectContext): Reply {
  const { bucket, key, query } = context;
  const writeKey = createKeyWriter(query);
  const limit = readLimit(query, 'max-parts');
  const marker = readNumber(query, 'part-number-marker') ?? 0;
  const upload = findUpload(context);
  requireUploadAccess(context, upload, 's3:ListMultipartUploadParts');
  if (readCustomerKey(context.headers) !== undefined) {
    findPartKey(context, upload.draft.encryption);
  }
  const after = [...upload.parts.values()]
    .filter((part) => part.number > marker)
    .sort((left, right) => left.number - right.number);
  const page = after.slice(0, limit);
  return {
    status: 200,
    xml: document('ListPartsResult', [
      element('Bucket', bucket.name),
      element('Key', writeKey(key)),
      element('UploadId', upload.id),
      initiatorElement(upload.initiator),
      ownerElement(upload.draft.owner),
      element('StorageClass', upload.draft.storageClass),
      element('PartNumberMarker', marker),
      element('NextPartNumberMarker', page.at(-1)?.number ?? 0),
      element('MaxParts', limit),
      optional('EncodingType', writeKey.encodingType),
      element('IsTruncated', limit > 0 && after.length > page.length),
      optional('ChecksumAlgorithm', upload.checksum?.algorithm),
      optional('ChecksumType', upload.checksum?.type),
      ...page.map((part) =>
        element('Part', [
          element('PartNumber', part.number),
          element('LastModified', formatIso(part.lastModified)),
          element('ETag', `"${part.etag}"`),
          element('Size', part.size),
          part.checksum === undefined || upload.checksum === undefined
            ? undefined
            : element(`Checksum${part.checksum.algorithm}`, part.checksum.value),
        ]),
      ),
    ]),
  };
}
