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

/** Where responses of a case differ beyond details, and whether steps that followed were not run. */
export interface Differences {
  readonly paths: readonly string[];
  readonly cut_short: boolean;
}

/** Where the responses of a case differ beyond details; null where nothing is wrong, or something else. */
export function differencesOf(
  steps: readonly Pick<StepResult, 'status' | 'mismatches'>[],
): Differences | null {
  const wrong = steps.filter(({ status }) => status === 'fail' || status === 'error');
  if (
    wrong.length === 0 ||
    wrong.some(({ status, mismatches }) => status === 'error' || mismatches.length === 0)
  ) {
    return null;
  }
  const further = wrong.flatMap(({ mismatches }) => mismatches).filter((one) => !isDetail(one));
  return { paths: further.map(({ path }) => path), cut_short: isCutShort(steps) };
}

function isCutShort(steps: readonly Pick<StepResult, 'status'>[]): boolean {
  return steps.some(({ status }) => status === 'skipped');
}

/** Parts of a response that tell of an object what was given with it, by the parameter that gives it. */
const given: readonly (readonly [parameter: string, path: RegExp])[] = [
  ['Metadata', /^(?:response\.Metadata\b.*|headers\.x-amz-meta-.*)$/],
  ['ContentType', /^(?:response\.ContentType|headers\.content-type)$/],
  ['CacheControl', /^(?:response\.CacheControl|headers\.cache-control)$/],
  ['ContentDisposition', /^(?:response\.ContentDisposition|headers\.content-disposition)$/],
  ['ContentLanguage', /^(?:response\.ContentLanguage|headers\.content-language)$/],
  ['ContentEncoding', /^(?:response\.ContentEncoding|headers\.content-encoding)$/],
];

/**
 * What a case says to an application that gives its objects some of these parameters: where all that differs is what it never
 * gives, that all is well, or nothing where steps that followed were not run. Null where it says the same to everyone.
 */
export function outcomeWithout(
  differences: Differences | null,
  isGiven: (parameter: string) => boolean,
): Outcome | null {
  const unused = given.filter(([parameter]) => !isGiven(parameter)).map(([, path]) => path);
  if (differences === null || !differences.paths.every((path) => unused.some((one) => one.test(path)))) {
    return null;
  }
  return differences.cut_short ? 'not-decided' : 'met';
}

/**
 * What the steps of a case say of bytes and keys alone, where its only faults are details: that all is well, or nothing where
 * steps that followed were not run. Null where there is more that is wrong.
 */
export function outcomeOfData(steps: readonly Pick<StepResult, 'status' | 'mismatches'>[]): Outcome | null {
  return outcomeWithout(onlyDetails(differencesOf(steps)), () => true);
}

function onlyDetails(differences: Differences | null): Differences | null {
  return differences?.paths.length === 0 ? differences : null;
}
