import type { Bucket, ObjectVersion } from '../../ground/store/records.js';
import type { Store } from '../../ground/store/store.js';
import { nullVersion } from '../../ground/store/versions.js';
import type { XmlElement } from '../../ground/xml/element.js';
import { select, selectAll, selectText } from '../../ground/xml/select.js';
import { createDeleteMarker } from '../objects/delete.js';
import { coversKey, coversObject, dueTime, enabledRules, expiryOf } from './rules.js';
import { isTooSmall } from './transition-minimum.js';

/** The time at which rules are applied, and how long a day is, in milliseconds. */
export interface LifecycleTime {
  readonly now: number;
  readonly day: number;
}

/**
 * Does what the lifecycle rules of all buckets ask for by now.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
 */
export function applyLifecycle(store: Store, time: LifecycleTime): void {
  for (const bucket of store.buckets()) {
    const rules = enabledRules(bucket);
    if (rules.length === 0) {
      continue;
    }
    for (const versions of [...bucket.versions.values()]) {
      expireCurrent(store, bucket, versions, time);
      for (const rule of rules) {
        expireNoncurrent(store, bucket, rule, versions, time);
      }
      removeLoneMarker(store, bucket, rules, versions[0], time);
      moveClasses(store, bucket, rules, versions, time);
    }
    for (const rule of rules) {
      abortUploads(store, bucket, rule, time);
    }
  }
}

function expireCurrent(
  store: Store,
  bucket: Bucket,
  [current]: readonly ObjectVersion[],
  { now, day }: LifecycleTime,
): void {
  if (current === undefined || current.isDeleteMarker) {
    return;
  }
  const expiry = expiryOf(bucket, current, day);
  if (expiry === undefined || expiry.time > now) {
    return;
  }
  if (bucket.settings.versioning === undefined) {
    store.removeVersion(bucket, current);
  } else if (
    bucket.settings.versioning === 'Enabled' ||
    !isProtected(current, now) ||
    current.versionId !== nullVersion
  ) {
    store.addVersion(bucket, createDeleteMarker(bucket, current.key, bucket.owner, now));
  }
}

function expireNoncurrent(
  store: Store,
  bucket: Bucket,
  rule: XmlElement,
  versions: readonly ObjectVersion[],
  { now, day }: LifecycleTime,
): void {
  const action = select(rule, 'NoncurrentVersionExpiration');
  const days = selectText(action, 'NoncurrentDays');
  if (action === undefined || days === undefined) {
    return;
  }
  const kept = Number(selectText(action, 'NewerNoncurrentVersions') ?? 0);
  versions.forEach((version, index) => {
    const newer = versions[index - 1];
    if (newer === undefined || index <= kept || !coversObject(rule, version) || isProtected(version, now)) {
      return;
    }
    if (dueTime(newer.lastModified, Number(days), day) <= now) {
      store.removeVersion(bucket, version);
    }
  });
}

// A delete marker behind which no version is left goes when a rule says so, or when it is as old as objects may get.
function removeLoneMarker(
  store: Store,
  bucket: Bucket,
  rules: readonly XmlElement[],
  marker: ObjectVersion | undefined,
  { now, day }: LifecycleTime,
): void {
  if (marker === undefined || !marker.isDeleteMarker || bucket.versions.get(marker.key)?.length !== 1) {
    return;
  }
  const isDue = rules.some((rule) => {
    if (!coversKey(rule, marker.key)) {
      return false;
    }
    const days = selectText(rule, 'Expiration', 'Days');
    return (
      selectText(rule, 'Expiration', 'ExpiredObjectDeleteMarker') === 'true' ||
      (days !== undefined && dueTime(marker.lastModified, Number(days), day) <= now)
    );
  });
  if (isDue) {
    store.removeVersion(bucket, marker);
  }
}

function moveClasses(
  store: Store,
  bucket: Bucket,
  rules: readonly XmlElement[],
  versions: readonly ObjectVersion[],
  { now, day }: LifecycleTime,
): void {
  versions.forEach((version, index) => {
    const newer = versions[index - 1];
    const since = newer?.lastModified ?? version.lastModified;
    const isCurrent = newer === undefined;
    let target: { readonly time: number; readonly storageClass: string } | undefined;
    for (const rule of rules) {
      if (version.isDeleteMarker || !coversObject(rule, version)) {
        continue;
      }
      for (const action of selectAll(rule, isCurrent ? 'Transition' : 'NoncurrentVersionTransition')) {
        const days = selectText(action, isCurrent ? 'Days' : 'NoncurrentDays');
        const time =
          days === undefined
            ? Date.parse(selectText(action, 'Date') ?? '')
            : dueTime(since, Number(days), day);
        const storageClass = selectText(action, 'StorageClass') ?? version.storageClass;
        if (isTooSmall(bucket, rule, version, storageClass)) {
          continue;
        }
        if (time <= now && (target === undefined || time >= target.time)) {
          target = { time, storageClass };
        }
      }
    }
    const present = bucket.versions.get(version.key)?.includes(version);
    if (present && target !== undefined && target.storageClass !== version.storageClass) {
      store.replaceVersion(bucket, version, { ...version, storageClass: target.storageClass });
    }
  });
}

function abortUploads(store: Store, bucket: Bucket, rule: XmlElement, { now, day }: LifecycleTime): void {
  const days = selectText(rule, 'AbortIncompleteMultipartUpload', 'DaysAfterInitiation');
  if (days === undefined) {
    return;
  }
  for (const upload of [...bucket.uploads.values()]) {
    const isDue = dueTime(upload.initiated, Number(days), day) <= now;
    if (coversKey(rule, upload.key) && isDue) {
      store.removeUpload(bucket, upload);
    }
  }
}

function isProtected({ retention, legalHold }: ObjectVersion, now: number): boolean {
  return legalHold === true || (retention !== undefined && retention.until > now);
}
