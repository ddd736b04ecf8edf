import { noSuchKey, S3Error } from '../../ground/errors/s3-error.js';
import type { Headers } from '../../ground/http/incoming.js';
import type { ObjectVersion } from '../../ground/store/records.js';

/** The names of the four conditional headers of a request, or of a copy source. */
export interface ConditionNames {
  readonly match: string;
  readonly noneMatch: string;
  readonly modifiedSince: string;
  readonly unmodifiedSince: string;
}

const readHeaders: ConditionNames = {
  match: 'if-match',
  noneMatch: 'if-none-match',
  modifiedSince: 'if-modified-since',
  unmodifiedSince: 'if-unmodified-since',
};

const copyHeaders: ConditionNames = {
  match: 'x-amz-copy-source-if-match',
  noneMatch: 'x-amz-copy-source-if-none-match',
  modifiedSince: 'x-amz-copy-source-if-modified-since',
  unmodifiedSince: 'x-amz-copy-source-if-unmodified-since',
};

/** The condition that does not hold, by its header's name; RFC 9110 section 13.2.2 gives the order. */
function findFailed(
  headers: Headers,
  version: ObjectVersion,
  names: ConditionNames,
  now: number,
): keyof ConditionNames | undefined {
  const match = headers[names.match];
  const noneMatch = headers[names.noneMatch];
  const modified = Math.floor(version.lastModified / 1000) * 1000;
  if (match !== undefined) {
    if (!listsEtag(match, version.etag)) {
      return 'match';
    }
  } else if (modified > readTime(headers[names.unmodifiedSince])) {
    return 'unmodifiedSince';
  }
  if (noneMatch !== undefined) {
    if (listsEtag(noneMatch, version.etag)) {
      return 'noneMatch';
    }
  } else {
    const since = readTime(headers[names.modifiedSince]);
    // A time that is still to come is no condition (RFC 9110 section 13.1.3).
    if (modified <= since && since <= now) {
      return 'modifiedSince';
    }
  }
  return undefined;
}

/** Whether the response to a conditional GET or HEAD is 304; throws PreconditionFailed. */
export function isNotModified(headers: Headers, version: ObjectVersion, now: number): boolean {
  const failed = findFailed(headers, version, readHeaders, now);
  if (failed === 'match' || failed === 'unmodifiedSince') {
    throw preconditionFailed(readHeaders[failed]);
  }
  return failed !== undefined;
}

/** Throws PreconditionFailed where a condition on a copy's source does not hold. */
export function requireCopyConditions(headers: Headers, source: ObjectVersion, now: number): void {
  const failed = findFailed(headers, source, copyHeaders, now);
  if (failed !== undefined) {
    throw preconditionFailed(copyHeaders[failed]);
  }
}

/** Throws PreconditionFailed, NoSuchKey or NotImplemented where a conditional write may not go on; called where it commits. */
export function requireWriteConditions(
  headers: Headers,
  key: string,
  current: ObjectVersion | undefined,
): void {
  const match = headers['if-match'];
  const noneMatch = headers['if-none-match'];
  if (match !== undefined && noneMatch !== undefined) {
    throw notImplementedHeader(
      'If-Match,If-None-Match',
      'Multiple conditional request headers present in the request',
    );
  }
  if (noneMatch !== undefined && noneMatch !== '*') {
    throw unacceptedValue('If-None-Match');
  }
  if (match === '*') {
    throw unacceptedValue('If-Match');
  }
  if (match !== undefined) {
    if (current === undefined) {
      throw noSuchKey(key);
    }
    if (!listsEtag(match, current.etag)) {
      throw preconditionFailed('If-Match');
    }
  }
  if (noneMatch !== undefined && current !== undefined) {
    throw preconditionFailed('If-None-Match');
  }
}

/** Whether a list of entity tags, or `*`, names an object's. */
export function listsEtag(header: string, etag: string): boolean {
  return header.split(',').some((item) => {
    const tag = item.trim();
    // S3 does not insist on the quotes, nor on both of them.
    return tag === '*' || tag.replace(/^W\//, '').replace(/^"|"$/g, '') === etag;
  });
}

/** A NotImplemented that names the headers, and says why. */
export function notImplementedHeader(header: string, additionalMessage?: string): S3Error {
  return new S3Error('NotImplemented', {
    fields: { Header: header, ...(additionalMessage === undefined ? {} : { additionalMessage }) },
  });
}

function unacceptedValue(header: string): S3Error {
  return notImplementedHeader(header, `We don't accept the provided value of ${header} header for this API`);
}

/** A ConditionalRequestConflict that names the condition. */
export function conditionalConflict({ 'if-match': match }: Headers, key: string): S3Error {
  return new S3Error('ConditionalRequestConflict', {
    fields: { Condition: match === undefined ? 'If-None-Match' : 'If-Match', Key: key },
  });
}

/** A PreconditionFailed that names the header. */
export function preconditionFailed(header: string): S3Error {
  const [, family = '', condition = header] = /^(x-amz-(?:copy-source-)?)(.*)$/.exec(header) ?? [];
  const name = condition.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
  return new S3Error('PreconditionFailed', { fields: { Condition: family + name } });
}

// A time that cannot be read compares as false with everything.
function readTime(header: string | undefined): number {
  return header === undefined ? Number.NaN : Date.parse(header);
}
