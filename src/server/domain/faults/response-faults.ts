import type { XmlElement } from '../../ground/xml/element.js';
import {
  childrenOf,
  codeOf,
  editXml,
  onError,
  onSuccess,
  withElements,
  withoutElements,
} from './builders.js';
import type { Fault } from './fault.js';

const ofEveryError: ReadonlySet<string> = new Set(['Code', 'Message', 'RequestId', 'HostId']);

/** Error documents and other responses. */
export const responseFaults = [
  {
    name: 'head-missing-403',
    description: 'HeadObject of a missing key returns 403 to the owner.',
    ...onError(['HeadObject'], (reply) => (reply.status === 404 ? { ...reply, status: 403 } : reply)),
  },
  {
    name: 'missing-key-code-wrong',
    description: 'The code for a missing key is NotFound instead of NoSuchKey.',
    seenIn: 'https://github.com/scireum/s3ninja/issues/40',
    ...onError([], (reply) => editXml(reply, replaceCode('NoSuchKey', 'NotFound'))),
  },
  {
    name: 'missing-bucket-as-key',
    description: 'A missing bucket is reported as a missing key.',
    ...onError([], (reply) => editXml(reply, replaceCode('NoSuchBucket', 'NoSuchKey'))),
  },
  {
    name: 'errors-are-internal',
    description: 'A digest that does not match returns 500 InternalError, which clients retry.',
    seenIn: 'https://github.com/rustfs/rustfs/issues/6829',
    ...onError([], (reply) =>
      codeOf(reply.xml) === 'BadDigest'
        ? { ...editXml(reply, replaceCode('BadDigest', 'InternalError')), status: 500 }
        : reply,
    ),
  },
  {
    name: 'errors-without-body',
    description: 'Errors have no document.',
    seenIn: 'https://github.com/findify/s3mock/issues/19',
    ...onError([], ({ xml: _document, ...reply }) => reply),
  },
  {
    name: 'errors-without-request-id',
    description: 'Error documents have empty request ids.',
    seenIn: 'https://github.com/versity/versitygw/issues/1842',
    ...onError([], (reply) =>
      editXml(reply, (root) => ({
        ...root,
        content: childrenOf(root).map((child) =>
          child.name === 'RequestId' || child.name === 'HostId' ? { ...child, content: '' } : child,
        ),
      })),
    ),
  },
  {
    name: 'error-elements-missing',
    description: 'Error documents have no elements of their own code, such as Key, BucketName or UploadId.',
    ...onError([], (reply) =>
      editXml(reply, (root) => ({
        ...root,
        content: childrenOf(root).filter(({ name }) => ofEveryError.has(name)),
      })),
    ),
  },
  {
    name: 'errors-as-plain-text',
    description: 'Error documents are sent as text/plain.',
    seenIn: 'https://github.com/versity/versitygw/issues/1842',
    ...onError([], (reply) => ({ ...reply, headers: { ...reply.headers, 'content-type': 'text/plain' } })),
  },
  {
    name: 'delete-errors-hidden',
    description: 'DeleteObjects leaves out the keys that it could not delete.',
    ...withoutElements(['DeleteObjects'], 'Error'),
  },
  {
    name: 'delete-quiet-ignored',
    description: 'DeleteObjects lists what it deleted when it was asked to be quiet.',
    seenIn: 'https://github.com/supabase/storage/issues/1415',
  },
  {
    name: 'object-tags-empty-404',
    description: 'GetObjectTagging of an object without tags returns 404.',
    seenIn: 'https://github.com/versity/versitygw/issues/1686',
  },
  {
    name: 'cors-headers-missing',
    description: 'The CORS configuration is stored, but responses do not have its headers.',
    seenIn: 'https://github.com/floci-io/floci/issues/72',
    reply: (reply) => ({
      ...reply,
      headers: Object.fromEntries(
        Object.entries(reply.headers ?? {}).filter(([name]) => !name.startsWith('access-control-')),
      ),
    }),
  },
  {
    name: 'preflight-refused',
    description: 'OPTIONS is not known, so that browsers can do nothing.',
    seenIn: 'https://github.com/chimera-nas/chimera/issues/502',
    reply: (reply, _scene, { method }) => (method === 'OPTIONS' ? { ...reply, status: 405 } : reply),
  },
  {
    name: 'missing-configuration-200',
    description: 'Reading a configuration that a bucket does not have returns 200 with an empty body.',
    ...onError([], (reply) =>
      /^NoSuch(CORS|Lifecycle|Website|PublicAccess)/.test(codeOf(reply.xml)) ? { status: 200 } : reply,
    ),
  },
  {
    name: 'missing-cors-code-wrong',
    description: 'A bucket without CORS rules returns the code NotFound.',
    seenIn: 'https://github.com/ceph/ceph/pull/19104',
    ...onError([], (reply) => editXml(reply, replaceCode('NoSuchCORSConfiguration', 'NotFound'))),
  },
  {
    name: 'location-always-named',
    description: 'GetBucketLocation returns "us-east-1" where S3 returns an empty value.',
    seenIn: 'https://github.com/versity/versitygw/issues/1643',
    ...onSuccess(['GetBucketLocation'], (reply) =>
      editXml(reply, (root) => (root.content === '' ? { ...root, content: 'us-east-1' } : root)),
    ),
  },
  {
    name: 'namespace-missing',
    description: 'Documents are not in the namespace of S3.',
    seenIn: 'https://github.com/adobe/S3Mock/issues/1754',
    ...onSuccess([], (reply) => editXml(reply, ({ name, content }) => ({ name, content }))),
  },
  {
    name: 'times-without-zone',
    description: 'Times in documents do not end in Z.',
    ...withElements([], (element) =>
      /^(LastModified|CreationDate|Initiated)$/.test(element.name)
        ? { ...element, content: String(element.content).replace(/Z$/, '') }
        : element,
    ),
  },
] as const satisfies readonly Fault[];

function replaceCode(from: string, to: string): (root: XmlElement) => XmlElement {
  return (root) => ({
    ...root,
    content: childrenOf(root).map((child) =>
      child.name === 'Code' && child.content === from ? { ...child, content: to } : child,
    ),
  });
}
