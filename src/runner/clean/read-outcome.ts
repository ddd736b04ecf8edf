import type { Outcome, S3Response } from '../../s3/types.js';

/** Whether an operation was carried out. */
export function isDone({ response }: Outcome): boolean {
  return response?.success ?? false;
}

/** The code of the error document, or an empty text. */
function errorCodeOf({ response }: Outcome): string {
  return response?.error?.Code ?? '';
}

/** Whether the response says that the bucket does not exist. */
export function saysNoSuchBucket(outcome: Outcome): boolean {
  return errorCodeOf(outcome) === 'NoSuchBucket';
}

/** Whether the response says that no bucket can have this name. */
export function saysInvalidName(outcome: Outcome): boolean {
  return errorCodeOf(outcome) === 'InvalidBucketName';
}

/** Whether the response refuses for a missing permission, so that another credential or no policy may help. */
export function isDenied({ response }: Outcome): boolean {
  return response?.status === 403;
}

/** The outcome of an operation that did not succeed, for people: `DeleteBucket: 409 BucketNotEmpty: …`. */
export function describeRefusal(operation: string, { response, failure }: Outcome): string {
  if (!response) {
    return `${operation}: ${failure?.message ?? 'no response'}`;
  }
  const { Code, Message } = response.error ?? {};
  return [
    `${operation}: ${[response.status, Code].filter(Boolean).join(' ')}`,
    Message ?? response.parseError,
  ]
    .filter(Boolean)
    .join(': ');
}

/** The records of a list in a parsed output, absent or not. */
export function recordsIn(
  output: S3Response['output'],
  name: string,
): readonly Readonly<Record<string, unknown>>[] {
  const list = output[name];
  if (!Array.isArray(list)) {
    return [];
  }
  return list.filter((item): item is Record<string, unknown> => typeof item === 'object' && item !== null);
}
