import type { XmlElement } from '../../ground/xml/element.js';
import { selectText } from '../../ground/xml/select.js';
import {
  childrenOf,
  editXml,
  onError,
  onSuccess,
  withCode,
  withElements,
  withoutErrorFields,
  withReplyHeader,
} from './builders.js';
import type { Fault } from './fault.js';

/** What answers say besides status and code. */
export const answerFaults = [
  {
    name: 'errors-with-resource',
    description: 'Error documents have an element Resource, which S3 no longer sends.',
    ...onError([], (reply) =>
      editXml(reply, (root) => ({
        ...root,
        content: [...childrenOf(root), { name: 'Resource', content: '/' }],
      })),
    ),
  },
  {
    name: 'invalid-range-without-size',
    description: 'InvalidRange does not say how large the object is.',
    seenIn: 'https://github.com/minio/minio/issues/19648',
    ...withoutErrorFields('InvalidRange', 'ActualObjectSize'),
  },
  {
    name: 'invalid-part-unnamed',
    description: 'InvalidPart does not say which part of which upload it means.',
    seenIn: 'https://github.com/versity/versitygw/issues/2036',
    ...withoutErrorFields('InvalidPart', 'UploadId', 'PartNumber', 'ETag'),
  },
  {
    name: 'right-region-unnamed',
    description: 'AuthorizationHeaderMalformed does not name the right region.',
    ...withoutErrorFields('AuthorizationHeaderMalformed', 'Region'),
  },
  {
    name: 'list-region-missing',
    description: 'Listings do not name the region of their bucket.',
    seenIn: 'https://github.com/versity/versitygw/issues/1984',
    ...withReplyHeader(['ListObjects', 'ListObjectsV2'], 'x-amz-bucket-region', () => undefined),
  },
  {
    name: 'bucket-arn-missing',
    description: 'CreateBucket and HeadBucket do not give the ARN of the bucket.',
    ...withReplyHeader(['CreateBucket', 'HeadBucket'], 'x-amz-bucket-arn', () => undefined),
  },
  {
    name: 'list-space-percent-encoded',
    description: 'With encoding-type url a space comes as %20.',
    seenIn: 'https://github.com/brekkylab/backlot/issues/178',
    ...withElements(['ListObjects', 'ListObjectsV2'], (element) =>
      element.name === 'Key'
        ? { ...element, content: String(element.content).replaceAll('+', '%20') }
        : element,
    ),
  },
  {
    name: 'owner-display-name',
    description: 'Owners, initiators and grantees have a display name, as S3 had it until 2025.',
    seenIn: 'https://github.com/versity/versitygw/issues/2178',
    ...withElements([], (element) => (isPerson(element) ? withDisplayName(element) : element)),
  },
  {
    name: 'last-upload-unnamed',
    description: 'A list of uploads that is not truncated does not name its end.',
    seenIn: 'https://github.com/versity/versitygw/issues/2144',
    ...onSuccess(['ListMultipartUploads'], (reply) =>
      reply.xml !== undefined && selectText(reply.xml, 'IsTruncated') === 'false'
        ? editXml(reply, (root) => ({
            ...root,
            content: childrenOf(root).map((child) =>
              child.name.startsWith('Next') ? { ...child, content: '' } : child,
            ),
          }))
        : reply,
    ),
  },
  {
    name: 'allowed-methods-untold',
    description: 'A method that is not allowed is not told which are.',
    ...onError([], (reply) => ({ ...reply, headers: { ...reply.headers, allow: undefined } })),
  },
  {
    name: 'suspended-copy-unnamed',
    description: 'CopyObject in a suspended bucket does not name the version null.',
    ...withReplyHeader(['CopyObject'], 'x-amz-version-id', (id) => (id === 'null' ? undefined : id)),
  },
  {
    name: 'attributes-checksum-with-count',
    description: 'GetObjectAttributes gives a composite checksum with the number of parts.',
    ...withElements(['GetObjectAttributes'], (element) =>
      /^Checksum(CRC32C?|SHA1|SHA256)$/.test(element.name)
        ? { ...element, content: `${element.content}-1` }
        : element,
    ),
  },
  {
    name: 'malformed-checksum-bad-digest',
    description: 'A checksum that is none is answered with BadDigest.',
    ...onError(['PutObject', 'UploadPart'], (reply) =>
      /^Value for x-amz-checksum/.test(selectMessage(reply.xml)) ? withCode(reply, 'BadDigest', 400) : reply,
    ),
  },
] as const satisfies readonly Fault[];

function withDisplayName(element: XmlElement): XmlElement {
  const others = childrenOf(element).filter(({ name }) => name !== 'DisplayName');
  return { ...element, content: [...others, { name: 'DisplayName', content: 'owner' }] };
}

function isPerson({ name, attributes }: XmlElement): boolean {
  return name === 'Owner' || name === 'Initiator' || attributes?.['xsi:type'] === 'CanonicalUser';
}

function selectMessage(root: Parameters<typeof selectText>[0] | undefined): string {
  return root === undefined ? '' : (selectText(root, 'Message') ?? '');
}
