import type { Answer, Outcome } from '../../s3/types.js';

/** Whether an operation was carried out. */
export function isDone({ answer }: Outcome): boolean {
  return answer?.success ?? false;
}

/** The code of the error document, or an empty text. */
function errorCodeOf({ answer }: Outcome): string {
  return answer?.error?.Code ?? '';
}

/** Whether the answer says that the bucket does not exist. */
export function saysNoSuchBucket(outcome: Outcome): boolean {
  return errorCodeOf(outcome) === 'NoSuchBucket';
}

/** Whether the answer says that no bucket can have this name. */
export function saysInvalidName(outcome: Outcome): boolean {
  return errorCodeOf(outcome) === 'InvalidBucketName';
}

/** Whether the answer refuses for want of a right, so that another credential or no policy may help. */
export function isDenied({ answer }: Outcome): boolean {
  return answer?.status === 403;
}

/** What came of an operation that was not carried out, for people: `DeleteBucket: 409 BucketNotEmpty: …`. */
export function describeRefusal(operation: string, { answer, failure }: Outcome): string {
  if (!answer) {
    return `${operation}: ${failure?.message ?? 'no answer'}`;
  }
  const { Code, Message } = answer.error ?? {};
  return [`${operation}: ${[answer.status, Code].filter(Boolean).join(' ')}`, Message ?? answer.parseError]
    .filter(Boolean)
    .join(': ');
}

/** The records of a list in a parsed output, absent or not. */
export function recordsIn(
  output: Answer['output'],
  name: string,
): readonly Readonly<Record<string, unknown>>[] {
  const list = output[name];
  if (!Array.isArray(list)) {
    return [];
  }
  return list.filter((item): item is Record<string, unknown> => typeof item === 'object' && item !== null);
}
