import { type Asked, knowsVersions } from './asked.js';
import type { Trait } from './trait.js';

const second = ['ListObjectsV2'] as const;
const first = ['ListObjects'] as const;
const versions = ['ListObjectVersions'] as const;
const hidden = 'What is not listed is not there for it.';

const pagesByDefault = (asked: Asked, operation: string): boolean =>
  asked.need.operations[operation]?.parameters.includes('MaxKeys') !== true;

/** What programs need that list objects, versions and buckets. */
export const traitsOfLists: readonly Trait[] = [
  {
    id: 'lists',
    applies: (asked) => asked.calls(...second),
    cases: (asked) => [
      'listing/list-objects-v2/all-keys',
      'listing/list-objects-v2/describes-each-object',
      ...(asked.givesValue(second, 'Prefix') ? ['listing/list-objects-v2/prefix'] : []),
      ...(asked.givesValue(second, 'Delimiter') ? ['listing/list-objects-v2/delimiter-and-prefix'] : []),
      ...(asked.givesValue(second, 'StartAfter') ? ['listing/list-objects-v2/start-after'] : []),
      ...(asked.gives(second, 'EncodingType') ? ['listing/list-objects-v2/encoding-type-url'] : []),
    ],
    weight: 'unsafe',
    why: `It finds objects by listing. ${hidden}`,
  },
  {
    id: 'pages-of-lists',
    applies: (asked) => asked.calls(...second),
    cases: (asked) => [
      'listing/list-objects-v2/pages',
      ...(pagesByDefault(asked, 'ListObjectsV2') ? ['listing/list-objects-v2/default-page'] : []),
      ...(asked.givesValue(second, 'Delimiter')
        ? ['listing/list-objects-v2/pages-with-common-prefixes']
        : []),
    ],
    weight: 'unsafe',
    why: `It lists buckets that may have more than a page of keys. ${hidden}`,
  },
  {
    id: 'lists-with-version-1',
    applies: (asked) => asked.calls(...first),
    cases: (asked) => [
      'listing/list-objects/all-keys',
      ...(asked.givesValue(first, 'Prefix') || asked.givesValue(first, 'Delimiter')
        ? ['listing/list-objects/prefix-and-delimiter']
        : []),
      ...(asked.gives(first, 'EncodingType') ? ['listing/list-objects/encoding-type-url'] : []),
      asked.givesValue(first, 'Delimiter')
        ? 'listing/list-objects/pages-by-next-marker'
        : 'listing/list-objects/pages-by-last-key',
    ],
    weight: 'unsafe',
    why: `It finds objects by listing with the first version of ListObjects. ${hidden}`,
  },
  {
    id: 'lists-are-up-to-date',
    applies: (asked) =>
      asked.calls(...first, ...second) && asked.calls('PutObject', 'CompleteMultipartUpload', 'CopyObject'),
    cases: ['concurrency/consistency/listing-follows-at-once'],
    weight: 'unsafe',
    why: `It lists what it wrote. ${hidden}`,
  },
  {
    id: 'versions-are-listed',
    applies: (asked) => asked.calls(...versions),
    cases: (asked) =>
      knowsVersions(asked)
        ? ['listing/list-object-versions/versions-newest-first', 'listing/list-object-versions/pages']
        : ['listing/list-object-versions/never-versioned'],
    weight: 'unsafe',
    why: `It lists versions. ${hidden}`,
  },
  {
    id: 'buckets-are-listed',
    applies: (asked) => asked.calls('ListBuckets'),
    cases: ['bucket/list-buckets/names-an-existing-bucket'],
    weight: 'required',
    why: 'It lists buckets.',
  },
];
