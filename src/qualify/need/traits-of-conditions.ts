import { reads, type Trait } from './trait.js';

const lost = 'Where the condition is ignored, writers overwrite each other without noticing.';

/** What programs need that write, read, copy or delete under a condition. */
export const traitsOfConditions: readonly Trait[] = [
  {
    id: 'creates-once',
    applies: (asked) => asked.gives(['PutObject'], 'IfNoneMatch'),
    cases: [
      'object/conditional-put/if-none-match-star-new-key',
      'object/conditional-put/if-none-match-star-existing',
      'object/conditional-put/if-none-match-star-race',
    ],
    weight: 'unsafe',
    why: `It creates objects with If-None-Match. ${lost}`,
  },
  {
    id: 'replaces-what-it-knows',
    applies: (asked) => asked.gives(['PutObject'], 'IfMatch'),
    cases: ['object/conditional-put/if-match-equal', 'object/conditional-put/if-match-different'],
    weight: 'unsafe',
    why: `It replaces objects with If-Match. ${lost}`,
  },
  {
    id: 'completes-once',
    applies: (asked) => asked.gives(['CompleteMultipartUpload'], 'IfNoneMatch'),
    cases: [
      'object/conditional-complete/if-none-match-star-new-key',
      'object/conditional-complete/if-none-match-star-existing',
    ],
    weight: 'unsafe',
    why: `It completes uploads with If-None-Match. ${lost}`,
  },
  {
    id: 'completes-over-what-it-knows',
    applies: (asked) => asked.gives(['CompleteMultipartUpload'], 'IfMatch'),
    cases: ['object/conditional-complete/if-match-equal', 'object/conditional-complete/if-match-different'],
    weight: 'unsafe',
    why: `It completes uploads with If-Match. ${lost}`,
  },
  {
    id: 'copies-once',
    applies: (asked) => asked.gives(['CopyObject'], 'IfNoneMatch'),
    cases: [
      'copy/conditional-target/if-none-match-star-new-key',
      'copy/conditional-target/if-none-match-star-existing',
    ],
    weight: 'unsafe',
    why: `It copies with If-None-Match. ${lost}`,
  },
  {
    id: 'copies-over-what-it-knows',
    applies: (asked) => asked.gives(['CopyObject'], 'IfMatch'),
    cases: ['copy/conditional-target/if-match-equal', 'copy/conditional-target/if-match-different'],
    weight: 'unsafe',
    why: `It copies with If-Match. ${lost}`,
  },
  {
    id: 'copies-what-it-knows',
    applies: (asked) => asked.gives(['CopyObject'], 'CopySourceIfMatch'),
    cases: ['copy/conditional-source/if-match-equal', 'copy/conditional-source/if-match-different'],
    weight: 'unsafe',
    why: 'It copies a source that must not have changed. Where the condition is ignored, it copies what another wrote.',
  },
  {
    id: 'copies-parts-of-what-it-knows',
    applies: (asked) => asked.gives(['UploadPartCopy'], 'CopySourceIfMatch'),
    cases: ['multipart/upload-part-copy/if-match'],
    weight: 'unsafe',
    why: 'It copies parts of a source that must not have changed. Where the condition is ignored, a copy may be made of two objects.',
  },
  {
    id: 'deletes-what-it-knows',
    applies: (asked) => asked.gives(['DeleteObject'], 'IfMatch'),
    cases: ['object/conditional-delete/if-match-equal', 'object/conditional-delete/if-match-different'],
    weight: 'unsafe',
    why: 'It deletes with If-Match. Where the condition is ignored, it deletes what another wrote.',
  },
  {
    id: 'reads-what-it-knows',
    applies: (asked) => asked.gives(reads, 'IfMatch'),
    cases: (asked) => [
      'object/conditional-read/if-match-equal',
      'object/conditional-read/if-match-different',
      ...(asked.gives(reads, 'Range') ? ['object/conditional-read/range-under-if-match'] : []),
    ],
    weight: 'unsafe',
    why: 'It reads with If-Match. Where the condition is ignored, a download may be made of two objects.',
  },
  {
    id: 'reads-what-has-not-changed',
    applies: (asked) => asked.gives(reads, 'IfUnmodifiedSince'),
    cases: [
      'object/conditional-read/if-unmodified-since-same',
      'object/conditional-read/if-unmodified-since-earlier',
    ],
    weight: 'unsafe',
    why: 'It reads with If-Unmodified-Since. Where the condition is ignored, a download may be made of two objects.',
  },
  {
    id: 'reads-what-is-new',
    applies: (asked) => asked.gives(reads, 'IfNoneMatch') || asked.gives(reads, 'IfModifiedSince'),
    cases: ['object/conditional-read/if-none-match-equal', 'object/conditional-read/if-none-match-different'],
    weight: 'optional',
    why: 'It asks only for what has changed. Where the condition is ignored, it reads more than it has to.',
  },
];
