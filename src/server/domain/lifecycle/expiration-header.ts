import { dayMs } from '../../ground/clock.js';
import type { ObjectVersion } from '../../ground/store/records.js';
import type { BucketContext } from '../request/context.js';
import { expiryOf } from './rules.js';

/** The header that says when an object will expire, and by which rule. */
export function expirationHeader({ bucket }: BucketContext, version: ObjectVersion): Record<string, string> {
  if (bucket.settings.documents.lifecycle === undefined) {
    return {};
  }
  const expiry = expiryOf(bucket, version, dayMs);
  if (expiry === undefined) {
    return {};
  }
  const date = new Date(expiry.time).toUTCString();
  return { 'x-amz-expiration': `expiry-date="${date}", rule-id="${encodeURIComponent(expiry.ruleId)}"` };
}
