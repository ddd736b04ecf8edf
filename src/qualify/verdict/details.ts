import type { Mismatch, StepResult } from '../../results/types.js';
import type { Outcome } from './outcome.js';

/** What describes a request or an object beside its bytes and keys, and no recorded application stops without. */
const described =
  /^(?:response\.(?:ContinuationToken|Marker|KeyCount|MaxKeys|MaxUploads|Prefix|Delimiter|StorageClass|Checksum\w+)|headers\.x-amz-(?:checksum-[\w-]+|storage-class|bucket-region))$/;

/** What some servers leave of the framing of a body; the bytes themselves are compared beside it. */
const framing = /^(?:response\.ContentEncoding|headers\.content-encoding)$/;

type Differing = Pick<Mismatch, 'path' | 'actual'>;

/**
 * Whether all that is wrong in a response is a detail: something that is missing of what describes, the default storage class
 * by its name, or `aws-chunked` left where the body is whole. A wrong value is no detail.
 */
export function differsInDetail({ mismatches }: { readonly mismatches: readonly Differing[] }): boolean {
  return mismatches.length > 0 && mismatches.every(isDetail);
}

function isDetail({ path, actual }: Differing): boolean {
  if (framing.test(path)) {
    return actual === 'aws-chunked';
  }
  const isDefault = /storage-?class$/i.test(path) && actual === 'STANDARD';
  return described.test(path) && (actual === null || actual === undefined || isDefault);
}

/**
 * What the steps of a case say of bytes and keys alone, where its only faults are details: that all is well, or nothing where
 * steps that followed were not run. Null where there is more that is wrong.
 */
export function outcomeOfData(steps: readonly Pick<StepResult, 'status' | 'mismatches'>[]): Outcome | null {
  const wrong = steps.filter(({ status }) => status === 'fail' || status === 'error');
  if (wrong.length === 0 || !wrong.every((step) => step.status === 'fail' && differsInDetail(step))) {
    return null;
  }
  return steps.some(({ status }) => status === 'skipped') ? 'not-decided' : 'met';
}
