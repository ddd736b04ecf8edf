import type { Bucket, ObjectVersion, Tag } from '../../ground/store/records.js';
import type { XmlElement } from '../../ground/xml/element.js';
import { select, selectAll, selectText } from '../../ground/xml/select.js';

/** The rules of a bucket that are enabled. */
export function enabledRules(bucket: Bucket): readonly XmlElement[] {
  return selectAll(bucket.settings.documents.lifecycle, 'Rule').filter(
    (rule) => selectText(rule, 'Status') === 'Enabled',
  );
}

/** Whether a rule's filter takes in an object. */
export function coversObject(rule: XmlElement, { key, tags, size }: ObjectVersion): boolean {
  const filter = filterOf(rule);
  const least = selectText(filter, 'ObjectSizeGreaterThan');
  const most = selectText(filter, 'ObjectSizeLessThan');
  return (
    coversKey(rule, key) &&
    selectAll(filter, 'Tag').every((tag) => hasTag(tags, tag)) &&
    (least === undefined || size > Number(least)) &&
    (most === undefined || size < Number(most))
  );
}

/** Whether a rule's prefix takes in a key. */
export function coversKey(rule: XmlElement, key: string): boolean {
  return key.startsWith(selectText(filterOf(rule), 'Prefix') ?? selectText(rule, 'Prefix') ?? '');
}

/** The time at which something due after days, counted from `since`, is done: the midnight after, for real days. */
export function dueTime(since: number, days: number, day: number): number {
  const due = since + days * day;
  const isRealDay = day === 24 * 60 * 60 * 1000;
  return isRealDay ? Math.ceil(due / day) * day : due;
}

/** When, and by which rule, a current object will expire; undefined where it will not. */
export function expiryOf(
  bucket: Bucket,
  version: ObjectVersion,
  day: number,
): { readonly time: number; readonly ruleId: string } | undefined {
  let first: { time: number; ruleId: string } | undefined;
  for (const rule of enabledRules(bucket)) {
    if (!coversObject(rule, version)) {
      continue;
    }
    const days = selectText(rule, 'Expiration', 'Days');
    const date = selectText(rule, 'Expiration', 'Date');
    if (days === undefined && date === undefined) {
      continue;
    }
    const time =
      days === undefined ? Date.parse(date ?? '') : dueTime(version.lastModified, Number(days), day);
    if (first === undefined || time < first.time) {
      first = { time, ruleId: selectText(rule, 'ID') ?? '' };
    }
  }
  return first;
}

function filterOf(rule: XmlElement): XmlElement | undefined {
  const filter = select(rule, 'Filter');
  return select(filter, 'And') ?? filter;
}

function hasTag(tags: readonly Tag[], wanted: XmlElement): boolean {
  const key = selectText(wanted, 'Key');
  const value = selectText(wanted, 'Value');
  return tags.some((tag) => tag.key === key && tag.value === value);
}
