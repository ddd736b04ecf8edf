import { xsiNamespace } from '../../domain/access/acl-document.js';
import { emailGrantRefused } from '../../domain/access/acl-headers.js';
import { readOwnership } from '../../domain/access/ownership.js';
import type { BucketContext } from '../../domain/request/context.js';
import { S3Error } from '../../ground/errors/s3-error.js';
import type { Bucket } from '../../ground/store/records.js';
import { oldestRegion } from '../../ground/store/regions.js';
import { document, type XmlElement } from '../../ground/xml/element.js';
import { select, selectText } from '../../ground/xml/select.js';
import { anything, maybe, one, oneOf, record, text } from '../../ground/xml/shape.js';
import type { BucketConfiguration } from './configuration.js';

/** Server access logs, which are not written: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLogging.html */
export const logging: BucketConfiguration = {
  sub: 'logging',
  root: 'BucketLoggingStatus',
  shape: record({
    LoggingEnabled: maybe(
      record({
        TargetBucket: one(text(/./)),
        TargetPrefix: one(text()),
        TargetGrants: maybe(anything),
        TargetObjectKeyFormat: maybe(
          record({
            SimplePrefix: maybe(record({})),
            PartitionedPrefix: maybe(
              record({ PartitionDateSource: maybe(oneOf('EventTime', 'DeliveryTime')) }),
            ),
          }),
        ),
      }),
    ),
  }),
  operations: { get: 'GetBucketLogging', put: 'PutBucketLogging' },
  actions: { get: 's3:GetBucketLogging', put: 's3:PutBucketLogging' },
  missing: () => document('BucketLoggingStatus', []),
  accept: (context, kept) => {
    const name = selectText(kept, 'LoggingEnabled', 'TargetBucket');
    if (name !== undefined) {
      const target = requireTarget(context, name);
      const isGranted = select(kept, 'LoggingEnabled', 'TargetGrants') !== undefined;
      const isEnforced = readOwnership(target) === 'BucketOwnerEnforced';
      if (isGranted && isEnforced && !context.server.faults.has('log-grants-not-checked')) {
        throw new S3Error('AccessControlListNotSupported');
      }
    }
    return withGranteeTypes(kept);
  },
};

function requireTarget({ bucket, store, server }: BucketContext, name: string): Bucket {
  const target = store.findBucket(name);
  const isOther = target?.owner.id !== bucket.owner.id && !server.faults.has('foreign-log-target-accepted');
  if (target === undefined || isOther) {
    throw new S3Error('InvalidTargetBucketForLogging', { fields: { TargetBucket: name } });
  }
  if (target.region !== bucket.region) {
    throw new S3Error('CrossLocationLoggingProhibitted', {
      fields: {
        // The oldest region has no name as a location.
        ...(bucket.region === oldestRegion ? {} : { SourceBucketLocation: bucket.region }),
        TargetBucketLocation: target.region,
      },
    });
  }
  return target;
}

/** What kind of grantee it is stands in an attribute, which SDKs read; throws MethodNotAllowed for an e-mail address. */
function withGranteeTypes(parent: XmlElement): XmlElement {
  if (typeof parent.content !== 'object') {
    return parent;
  }
  const content = parent.content.map((child) => (child === undefined ? child : withGranteeTypes(child)));
  if (parent.name !== 'Grantee') {
    return { ...parent, content };
  }
  if (select(parent, 'EmailAddress') !== undefined) {
    throw emailGrantRefused();
  }
  const type = select(parent, 'URI') === undefined ? 'CanonicalUser' : 'Group';
  return { ...parent, content, attributes: { 'xmlns:xsi': xsiNamespace, 'xsi:type': type } };
}
