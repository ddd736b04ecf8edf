import { dayMs } from '../../ground/clock.js';
import { defined } from '../../ground/defined.js';
import { invalidArgument, S3Error } from '../../ground/errors/s3-error.js';
import { formatPacificTime } from '../../ground/pacific-time.js';
import { hasDigest } from '../../ground/payload/checksums/declared.js';
import type { Bucket, ObjectVersion, Retention } from '../../ground/store/records.js';
import { select, selectText } from '../../ground/xml/select.js';
import { isAllowed } from '../access/authorize.js';
import type { BucketContext } from '../request/context.js';

const bypassHeader = 'x-amz-bypass-governance-retention';

/** How a new version is protected. */
export type Protection = Pick<ObjectVersion, 'retention' | 'legalHold'>;

/** Reads the protection that a write asks for, else the bucket's default; `until` runs from now. */
export function readProtection({ headers, bucket, now, server }: BucketContext): Protection {
  const mode = headers['x-amz-object-lock-mode'];
  const date = headers['x-amz-object-lock-retain-until-date'];
  const hold = headers['x-amz-object-lock-legal-hold'];
  if (mode === undefined && date === undefined && hold === undefined) {
    return server.faults.has('default-retention-ignored') ? {} : defaultProtection(bucket, now);
  }
  requireLockBucket(bucket);
  if ((mode === undefined) !== (date === undefined)) {
    throw invalidArgument(
      'x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied',
      mode === undefined ? 'x-amz-object-lock-mode' : 'x-amz-object-lock-retain-until-date',
    );
  }
  const retention =
    mode === undefined || date === undefined
      ? defaultProtection(bucket, now).retention
      : readRetention(mode, date, now, 'header');
  return defined({ retention, legalHold: hold === undefined ? undefined : readHold(hold) });
}

/** Reads a retention of a header or a document; throws InvalidArgument where its mode is none, or its date is not in the future. */
export function readRetention(
  mode: string,
  date: string,
  now: number,
  source: 'header' | 'document',
): Retention {
  if (mode !== 'GOVERNANCE' && mode !== 'COMPLIANCE') {
    throw invalidArgument('Unknown wormMode directive.', 'x-amz-object-lock-mode', mode);
  }
  const until = Date.parse(date);
  if (Number.isNaN(until)) {
    throw invalidArgument(
      'The retain until date must be provided in ISO 8601 format',
      'x-amz-object-lock-retain-until-date',
      date,
    );
  }
  if (until <= now) {
    const [name, value] =
      source === 'header'
        ? ['x-amz-object-lock-retain-until-date', date]
        : ['RetainUntilDate', formatPacificTime(until)];
    throw invalidArgument('The retain until date must be in the future!', name, value);
  }
  return { mode, until };
}

/** Reads a legal hold's `ON` or `OFF`. */
export function readHold(text: string): boolean {
  if (text !== 'ON' && text !== 'OFF') {
    throw invalidArgument("Legal Hold must be either of 'ON' or 'OFF'", 'x-amz-object-lock-legal-hold', text);
  }
  return text === 'ON';
}

/**
 * Refuses an upload without a digest of its body where the object that it makes will be locked:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html
 */
export function requireLockDigest(
  { headers, server }: BucketContext,
  protection: Protection,
  what: string,
): void {
  const isLocked = protection.retention !== undefined || protection.legalHold !== undefined;
  if (isLocked && !hasDigest(headers) && !server.faults.has('lock-digest-not-required')) {
    throw new S3Error('InvalidRequest', {
      message: `Content-MD5 OR x-amz-checksum- HTTP header is required for Put ${what} requests with Object Lock parameters`,
    });
  }
}

/** Refuses what only buckets with object lock have. */
export function requireLockBucket(bucket: Bucket): void {
  if (!bucket.settings.objectLock) {
    throw new S3Error('InvalidRequest', { message: 'Bucket is missing Object Lock Configuration' });
  }
}

/** Refuses to bypass a retention, or not to, in a bucket that has none. */
export function requireBypassable({ headers, bucket, server }: BucketContext): void {
  const bypass = headers[bypassHeader];
  if (
    bypass !== undefined &&
    !bucket.settings.objectLock &&
    !server.faults.has('bypass-without-lock-accepted')
  ) {
    throw invalidArgument(`${bypassHeader} is only applicable to Object Lock enabled buckets.`, bypassHeader);
  }
}

/** Throws AccessDenied where a version may not be deleted now. */
export function requireDeletable(context: BucketContext, version: ObjectVersion): void {
  const { faults } = context.server;
  const isHeld = version.legalHold === true && !faults.has('legal-hold-not-enforced');
  const isKept = isRetained(version, context.now) && !faults.has('retention-not-enforced');
  if (isHeld || (isKept && !mayBypass(context, version))) {
    throw new S3Error('AccessDenied', { message: 'Access Denied because object protected by object lock.' });
  }
}

/** Throws AccessDenied where a retention may not give way to another, or to none; making it longer is always allowed. */
export function requireRetentionChange(
  context: BucketContext,
  version: ObjectVersion,
  next: Retention | undefined,
): void {
  const { retention } = version;
  if (retention === undefined || !isRetained(version, context.now)) {
    return;
  }
  const isLonger = next?.mode === retention.mode && next.until >= retention.until;
  if (isLonger || mayBypass(context, version)) {
    return;
  }
  throw new S3Error('AccessDenied', { message: 'Access Denied because object protected by object lock.' });
}

function isRetained({ retention }: ObjectVersion, now: number): boolean {
  return retention !== undefined && retention.until > now;
}

function mayBypass(context: BucketContext, version: ObjectVersion): boolean {
  return (
    version.retention?.mode === 'GOVERNANCE' &&
    context.headers[bypassHeader]?.toLowerCase() === 'true' &&
    isAllowed(context, {
      action: 's3:BypassGovernanceRetention',
      bucket: context.bucket,
      key: version.key,
      version,
    })
  );
}

function defaultProtection(bucket: Bucket, now: number): Protection {
  const document = bucket.settings.documents['object-lock'];
  const rule = document === undefined ? undefined : select(document, 'Rule', 'DefaultRetention');
  if (rule === undefined) {
    return {};
  }
  const mode = selectText(rule, 'Mode');
  const days = selectText(rule, 'Days');
  const years = selectText(rule, 'Years');
  const until =
    years === undefined
      ? now + Number(days) * dayMs
      : new Date(now).setUTCFullYear(new Date(now).getUTCFullYear() + Number(years));
  return { retention: { mode: mode === 'COMPLIANCE' ? 'COMPLIANCE' : 'GOVERNANCE', until } };
}
