import type { Fault } from './fault.js';

/** Conditions of writes and deletions, where S3 refuses what it does not know. */
export const conditionFaults = [
  {
    name: 'delete-conditions-half-followed',
    description:
      'DeleteObject takes conditions that S3 has not there: on the size, on the time, and together with a version.',
    seenIn: 'https://github.com/ministackorg/ministack/issues/1501',
  },
  {
    name: 'complete-conflict-unnoticed',
    description:
      'CompleteMultipartUpload under a condition succeeds though its key was written or deleted since the upload began.',
  },
  {
    name: 'presigned-query-headers-ignored',
    description: 'Headers that a presigned link holds in its query have no effect.',
    seenIn: 'https://github.com/aws/aws-sdk-js-v3/issues/4694',
  },
  {
    name: 'part-number-alone-ignored',
    description: 'A PUT with a part number and no upload overwrites the object.',
    seenIn: 'https://github.com/versity/versitygw/issues/1226',
  },
] as const satisfies readonly Fault[];
