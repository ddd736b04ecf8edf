import { childrenOf, editXml, onRequest, onSuccess } from './builders.js';
import type { Fault } from './fault.js';

/** Pages of listings, and what delete markers do to them. */
export const pageFaults = [
  {
    name: 'empty-token-begins-anew',
    description: 'An empty continuation token begins from the first key.',
    ...onRequest(['ListObjectsV2'], (request) => {
      const query = new Map(request.query);
      if (query.get('continuation-token') === '') {
        query.delete('continuation-token');
      }
      return { ...request, query };
    }),
  },
  {
    name: 'upload-marker-not-checked',
    description: 'ListMultipartUploads takes an upload marker of another key.',
    ...onRequest(['ListMultipartUploads'], (request) => {
      const query = new Map(request.query);
      query.delete('upload-id-marker');
      return { ...request, query };
    }),
  },
  {
    name: 'version-marker-not-checked',
    description: 'ListObjectVersions takes a version marker that is no version id.',
    seenIn: 'https://github.com/versity/versitygw/issues/1811',
    ...onRequest(['ListObjectVersions'], (request) => {
      const query = new Map(request.query);
      if ((query.get('version-id-marker')?.length ?? 0) < 4) {
        query.delete('version-id-marker');
      }
      return { ...request, query };
    }),
  },
  {
    name: 'versions-end-after-a-page',
    description: 'ListObjectVersions without max-keys ends after its first 1,000.',
    seenIn: 'https://github.com/seaweedfs/seaweedfs/issues/7703',
    ...onSuccess(['ListObjectVersions'], (reply, _scene, { query }) =>
      query.has('max-keys')
        ? reply
        : editXml(reply, (root) => ({
            ...root,
            content: childrenOf(root)
              .filter(({ name }) => !name.startsWith('Next'))
              .map((child) => (child.name === 'IsTruncated' ? { ...child, content: false } : child)),
          })),
    ),
  },
  {
    name: 'prefixes-of-markers-listed',
    description: 'A common prefix is listed though only delete markers are below it.',
    seenIn: 'https://github.com/seaweedfs/seaweedfs/issues/10416',
  },
  {
    name: 'old-objects-listed-under-markers',
    description: 'An object from before versioning stays listed after its delete marker.',
    seenIn: 'https://github.com/seaweedfs/seaweedfs/issues/10681',
  },
  {
    name: 'markers-fill-pages',
    description: 'Delete markers count against max-keys, and the listing ends with the page.',
    seenIn: 'https://github.com/rustfs/rustfs/issues/3217',
  },
] as const satisfies readonly Fault[];
