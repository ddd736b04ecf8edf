import { S3Error } from '../../ground/errors/s3-error.js';
import type { Headers } from '../../ground/http/incoming.js';
import type { Bucket, ObjectVersion, TransitionMinimum } from '../../ground/store/records.js';
import type { XmlElement } from '../../ground/xml/element.js';
import { select } from '../../ground/xml/select.js';

/** The header that says from which size on objects move to another class. */
export const transitionMinimumHeader = 'x-amz-transition-default-minimum-object-size';

const smallest = 128 * 1024;

/** Reads from which size on the objects of a bucket move; throws InvalidRequest. */
export function readTransitionMinimum(headers: Headers): TransitionMinimum {
  const value = headers[transitionMinimumHeader] ?? 'all_storage_classes_128K';
  if (value !== 'all_storage_classes_128K' && value !== 'varies_by_storage_class') {
    throw new S3Error('InvalidRequest', {
      message: `Invalid TransitionDefaultMinimumObjectSize found: ${value}`,
    });
  }
  return value;
}

/**
 * Whether an object is too small to move to a class; a rule that names sizes decides by itself.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html
 */
export function isTooSmall(
  bucket: Bucket,
  rule: XmlElement,
  { size }: ObjectVersion,
  target: string,
): boolean {
  const filter = select(rule, 'Filter', 'And') ?? select(rule, 'Filter');
  const namesSizes =
    select(filter, 'ObjectSizeGreaterThan') !== undefined ||
    select(filter, 'ObjectSizeLessThan') !== undefined;
  const isArchive = target === 'GLACIER' || target === 'DEEP_ARCHIVE';
  const takesAll = isArchive && bucket.settings.transitionMinimum === 'varies_by_storage_class';
  return size < smallest && !namesSizes && !takesAll;
}
