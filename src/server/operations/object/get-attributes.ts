import { readNumber } from '../../domain/listing/page.js';
import { withoutCount } from '../../domain/multipart/object-checksum.js';
import { checksumElements } from '../../domain/objects/checksum-elements.js';
import { findOpeningKey } from '../../domain/objects/encryption.js';
import { versionHeader } from '../../domain/objects/object-headers.js';
import type { ObjectContext } from '../../domain/request/context.js';
import { invalidArgument } from '../../ground/errors/s3-error.js';
import type { Reply } from '../../ground/http/reply.js';
import type { ObjectVersion } from '../../ground/store/records.js';
import { requireObject } from '../../ground/store/versions.js';
import { document, element, type XmlElement } from '../../ground/xml/element.js';

type Writer = (version: ObjectVersion, context: ObjectContext) => readonly XmlElement[];

const maxParts = 1000;
const pagingHeaders = ['x-amz-max-parts', 'x-amz-part-number-marker'];

const attributes: Readonly<Record<string, Writer>> = {
  ETag: ({ etag }) => [element('ETag', etag)],
  Checksum: ({ checksum }) =>
    checksum === undefined
      ? []
      : [element('Checksum', checksumElements({ ...checksum, value: withoutCount(checksum.value) }))],
  ObjectParts: (version, context) => objectParts(version, context),
  StorageClass: ({ storageClass }) => [element('StorageClass', storageClass)],
  ObjectSize: ({ size }) => [element('ObjectSize', size)],
};

/** GetObjectAttributes: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAttributes.html */
export function getObjectAttributes(context: ObjectContext): Reply {
  const { bucket, key, query, headers } = context;
  const version = requireObject(bucket, key, query.get('versionId'));
  findOpeningKey(context, version.encryption);
  const header = headers['x-amz-object-attributes'];
  const wanted = (header ?? '').split(',').map((name) => name.trim());
  if (header === undefined || wanted.some((name) => !Object.hasOwn(attributes, name))) {
    throw invalidArgument('Invalid attribute name specified.', 'x-amz-object-attributes', header);
  }
  return {
    status: 200,
    headers: {
      'last-modified': new Date(version.lastModified).toUTCString(),
      ...versionHeader(bucket, version),
    },
    xml: document(
      'GetObjectAttributesResponse',
      Object.entries(attributes).flatMap(([name, write]) =>
        wanted.includes(name) ? write(version, context) : [],
      ),
    ),
  };
}

function objectParts({ parts, checksum }: ObjectVersion, { headers }: ObjectContext): readonly XmlElement[] {
  if (parts === undefined) {
    return [];
  }
  // Single parts are described only where they have checksums of their own that count.
  if (checksum?.type !== 'COMPOSITE') {
    return [element('ObjectParts', [element('PartsCount', parts.length)])];
  }
  const paging = new Map(pagingHeaders.map((name) => [name, headers[name] ?? '']));
  const limit = Math.min(readNumber(paging, 'x-amz-max-parts') ?? maxParts, maxParts);
  const marker = readNumber(paging, 'x-amz-part-number-marker') ?? 0;
  const after = parts.filter((part) => part.number > marker);
  const page = after.slice(0, limit);
  return [
    element('ObjectParts', [
      element('PartsCount', parts.length),
      element('PartNumberMarker', marker),
      element('NextPartNumberMarker', page.at(-1)?.number ?? 0),
      element('MaxParts', limit),
      element('IsTruncated', after.length > page.length),
      ...page.map((part) =>
        element('Part', [
          element('PartNumber', part.number),
          element('Size', part.size),
          ...checksumElements(part.checksum).slice(0, 1),
        ]),
      ),
    ]),
  ];
}
