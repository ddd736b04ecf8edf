import { randomUUID } from 'node:crypto';
import { readTransitionMinimum, transitionMinimumHeader } from '../../domain/lifecycle/transition-minimum.js';
import { invalidArgument, S3Error } from '../../ground/errors/s3-error.js';
import { element, type XmlElement } from '../../ground/xml/element.js';
import { childOf, textOf, type XmlNode } from '../../ground/xml/parse.js';
import { select, selectAll, selectText } from '../../ground/xml/select.js';
import {
  type ElementShape,
  flag,
  malformed,
  many,
  maybe,
  one,
  oneOf,
  record,
  text,
} from '../../ground/xml/shape.js';
import type { BucketConfiguration } from './configuration.js';

const maxRules = 1000;
const maxId = 255;
const storageClass = oneOf(
  'GLACIER',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'DEEP_ARCHIVE',
  'GLACIER_IR',
);
const tag = record({ Key: one(text(/./)), Value: one(text()) });
// Numbers are checked after the shape, since S3 calls a wrong one an invalid argument.
const wholeNumber = text(/^\s*-?\d+\s*$/);
const isoTime: ElementShape = (node) => {
  const value = node.text.trim();
  if (Number.isNaN(Date.parse(value)) || !/^\d{4}-\d\d-\d\d/.test(value)) {
    throw malformed();
  }
  return new Date(value).toISOString();
};
const sizeBounds = { ObjectSizeGreaterThan: maybe(wholeNumber), ObjectSizeLessThan: maybe(wholeNumber) };

/** Lifecycle rules: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html */
export const lifecycle: BucketConfiguration = {
  sub: 'lifecycle',
  root: 'LifecycleConfiguration',
  shape: record({
    Rule: many(
      record(
        {
          ID: maybe(text()),
          Prefix: maybe(text()),
          Filter: maybe(
            record(
              {
                Prefix: maybe(text()),
                Tag: maybe(tag),
                ...sizeBounds,
                And: maybe(
                  record({ Prefix: maybe(text()), Tag: many(tag), ...sizeBounds }, requireDistinctTags),
                ),
              },
              (node) => {
                if (node.children.length > 1) {
                  throw malformed();
                }
              },
            ),
          ),
          Status: one(oneOf('Enabled', 'Disabled')),
          Expiration: maybe(
            record(
              { Days: maybe(wholeNumber), Date: maybe(isoTime), ExpiredObjectDeleteMarker: maybe(flag) },
              requireExactlyOne,
            ),
          ),
          Transition: many(
            record({ Days: maybe(wholeNumber), Date: maybe(isoTime), StorageClass: one(storageClass) }),
          ),
          NoncurrentVersionExpiration: maybe(
            record({ NoncurrentDays: one(wholeNumber), NewerNoncurrentVersions: maybe(wholeNumber) }),
          ),
          NoncurrentVersionTransition: many(
            record({
              NoncurrentDays: one(wholeNumber),
              StorageClass: one(storageClass),
              NewerNoncurrentVersions: maybe(wholeNumber),
            }),
          ),
          AbortIncompleteMultipartUpload: maybe(record({ DaysAfterInitiation: one(wholeNumber) })),
        },
        requireRule,
      ),
      1,
      maxRules,
    ),
  }),
  operations: {
    get: 'GetBucketLifecycleConfiguration',
    put: 'PutBucketLifecycleConfiguration',
    delete: 'DeleteBucketLifecycle',
  },
  needsDigest: true,
  actions: { get: 's3:GetLifecycleConfiguration', put: 's3:PutLifecycleConfiguration' },
  missing: 'NoSuchLifecycleConfiguration',
  accept: (context, document) => {
    readTransitionMinimum(context.headers);
    return { ...document, content: acceptRules(selectAll(document, 'Rule')) };
  },
  applied: ({ bucket, store, headers }) =>
    store.changeSettings(bucket, { transitionMinimum: readTransitionMinimum(headers) }),
  headers: ({ bucket }) => ({
    [transitionMinimumHeader]: bucket.settings.transitionMinimum ?? 'all_storage_classes_128K',
  }),
};

function requireDistinctTags(node: XmlNode): void {
  const keys = node.children.filter(({ name }) => name === 'Tag').map((child) => textOf(child, 'Key'));
  if (new Set(keys).size < keys.length) {
    throw new S3Error('InvalidRequest', { message: 'Duplicate Tag Keys are not allowed.' });
  }
}

function requireExactlyOne(node: XmlNode): void {
  if (node.children.length !== 1) {
    throw malformed();
  }
}

function requireRule(node: XmlNode): void {
  const has = (name: string): boolean => childOf(node, name) !== undefined;
  const acts = [
    'Expiration',
    'Transition',
    'NoncurrentVersionExpiration',
    'NoncurrentVersionTransition',
    'AbortIncompleteMultipartUpload',
  ].some(has);
  if (has('Prefix') === has('Filter')) {
    throw malformed();
  }
  if (!acts) {
    throw new S3Error('InvalidRequest', { message: 'At least one action needs to be specified in a rule' });
  }
}

function acceptRules(rules: readonly XmlElement[]): XmlElement[] {
  const ids = new Set<string>();
  return rules.map((rule) => {
    const id = selectText(rule, 'ID') || randomUUID();
    if (id.length > maxId) {
      throw invalidArgument(`ID length should not exceed allowed limit of ${maxId}`, 'ID', id);
    }
    if (ids.has(id)) {
      throw invalidArgument('Rule ID must be unique. Found same ID for more than one rule', 'ID', id);
    }
    ids.add(id);
    requireNumbers(rule);
    requireActions(rule);
    const others = Array.isArray(rule.content) ? rule.content.filter((child) => child?.name !== 'ID') : [];
    return { ...rule, content: [element('ID', id), ...others] };
  });
}

function requireNumbers(parent: XmlElement): void {
  if (typeof parent.content !== 'object') {
    return;
  }
  for (const child of parent.content) {
    if (child === undefined) {
      continue;
    }
    const value = Number(child.content);
    const isTransition = parent.name === 'Transition' || parent.name === 'NoncurrentVersionTransition';
    const isDays = /^(Days|NoncurrentDays|DaysAfterInitiation|NewerNoncurrentVersions)$/.test(child.name);
    if (isDays && (value < 0 || (value === 0 && !isTransition))) {
      throw invalidArgument(
        `'${child.name}' for ${parent.name} action must be a positive integer`,
        child.name,
        String(value),
      );
    }
    requireNumbers(child);
  }
}

function requireActions(rule: XmlElement): void {
  const date = selectText(rule, 'Expiration', 'Date');
  const dates = [date, ...selectAll(rule, 'Transition').map((transition) => selectText(transition, 'Date'))];
  if (dates.some((text) => text !== undefined && !text.endsWith('T00:00:00.000Z'))) {
    throw invalidArgument("'Date' must be at midnight GMT", 'Date', date);
  }
  const isTagged =
    select(rule, 'Filter', 'Tag') !== undefined || select(rule, 'Filter', 'And', 'Tag') !== undefined;
  if (isTagged && select(rule, 'Expiration', 'ExpiredObjectDeleteMarker') !== undefined) {
    throw new S3Error('InvalidRequest', {
      message: 'ExpiredObjectDeleteMarker cannot be specified with Tags.',
    });
  }
  if (isTagged && select(rule, 'AbortIncompleteMultipartUpload') !== undefined) {
    throw new S3Error('InvalidRequest', {
      message: 'AbortIncompleteMultipartUpload cannot be specified with Tags.',
    });
  }
}
