import { elementsOf, elementText } from './document.js';
import type { Exchange } from './exchange.js';

/** A value that a server made up, and how a step saves it. */
export interface ProducedValue {
  readonly kind: 'etag' | 'version' | 'upload' | 'token' | 'modified';
  readonly value: string;
  /** JMESPath over the response. */
  readonly expression: string;
}

type Kind = ProducedValue['kind'];

const ofHeaders: readonly (readonly [name: string, kind: Kind])[] = [
  ['etag', 'etag'],
  ['x-amz-version-id', 'version'],
  ['last-modified', 'modified'],
];

const ofDocuments: Readonly<
  Record<string, readonly (readonly [element: string, kind: Kind, path: string])[]>
> = {
  CreateMultipartUpload: [['UploadId', 'upload', 'UploadId']],
  CompleteMultipartUpload: [['ETag', 'etag', 'ETag']],
  CopyObject: [['ETag', 'etag', 'CopyObjectResult.ETag']],
  UploadPartCopy: [['ETag', 'etag', 'CopyPartResult.ETag']],
  GetObjectAttributes: [['ETag', 'etag', 'ETag']],
  ListObjectsV2: [['NextContinuationToken', 'token', 'NextContinuationToken']],
  ListObjectVersions: [['NextVersionIdMarker', 'token', 'NextVersionIdMarker']],
  ListMultipartUploads: [['NextUploadIdMarker', 'token', 'NextUploadIdMarker']],
};

/** Entries of listings: their element and list, what identifies one, and what of it is a value. */
const ofEntries: Readonly<Record<string, readonly EntryRule[]>> = {
  ListObjects: [{ element: 'Contents', list: 'Contents', by: 'Key', fields: { ETag: 'etag' } }],
  ListObjectsV2: [{ element: 'Contents', list: 'Contents', by: 'Key', fields: { ETag: 'etag' } }],
  ListObjectVersions: [
    { element: 'Version', list: 'Versions', by: 'Key', fields: { VersionId: 'version', ETag: 'etag' } },
    { element: 'DeleteMarker', list: 'DeleteMarkers', by: 'Key', fields: { VersionId: 'version' } },
  ],
  ListMultipartUploads: [{ element: 'Upload', list: 'Uploads', by: 'Key', fields: { UploadId: 'upload' } }],
  ListParts: [{ element: 'Part', list: 'Parts', by: 'PartNumber', fields: { ETag: 'etag' } }],
  DeleteObjects: [
    {
      element: 'Deleted',
      list: 'Deleted',
      by: 'Key',
      fields: { DeleteMarkerVersionId: 'version', VersionId: 'version' },
    },
  ],
};

interface EntryRule {
  readonly element: string;
  readonly list: string;
  readonly by: 'Key' | 'PartNumber';
  readonly fields: Readonly<Record<string, Kind>>;
}

/** The values of a successful response that a later request may send back: entity tags, version ids, tokens, times. */
export function producedBy(exchange: Exchange): readonly ProducedValue[] {
  const { operation, document } = exchange;
  const headers = ofHeaders.flatMap(([name, kind]) =>
    produced(kind, exchange.responseHeader(name), `headers.${name}`),
  );
  const fields = (ofDocuments[operation] ?? []).flatMap(([element, kind, path]) =>
    produced(kind, elementText(document, element), path),
  );
  return [
    ...(ofEntries[operation] ?? []).flatMap((rule) => entriesOf(document, rule)),
    ...fields,
    ...headers,
  ];
}

function produced(kind: Kind, value: string | undefined, expression: string): readonly ProducedValue[] {
  return value === undefined || value === '' || value === 'null' ? [] : [{ kind, value, expression }];
}

function entriesOf(document: string, { element, list, by, fields }: EntryRule): readonly ProducedValue[] {
  const counts = new Map<string, number>();
  return elementsOf(document, element).flatMap((entry) => {
    const id = elementText(entry, by) ?? '';
    const count = counts.get(id) ?? 0;
    counts.set(id, count + 1);
    const wanted = by === 'PartNumber' ? `\`${id}\`` : `'${id.replace(/['\\]/g, '\\$&')}'`;
    return Object.entries(fields).flatMap(([field, kind]) =>
      produced(kind, elementText(entry, field), `${list}[?${by}==${wanted}].${field} | [${count}]`),
    );
  });
}
