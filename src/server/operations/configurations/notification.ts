import { document } from '../../ground/xml/element.js';
import { type ElementField, many, maybe, one, record, text } from '../../ground/xml/shape.js';
import { arn } from './arn.js';
import type { BucketConfiguration } from './configuration.js';

const events = many(text(/^s3:[A-Za-z*:]+$/), 1);
const notificationFilter = maybe(
  record({
    S3Key: maybe(
      record({ FilterRule: many(record({ Name: one(text(/^(prefix|suffix)$/i)), Value: one(text()) })) }),
    ),
  }),
);

const notificationTarget = (arnName: string): ElementField =>
  many(record({ Id: maybe(text()), [arnName]: one(arn), Event: events, Filter: notificationFilter }));

/** Event notifications, which are not sent: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html */
export const notification: BucketConfiguration = {
  sub: 'notification',
  root: 'NotificationConfiguration',
  shape: record({
    TopicConfiguration: notificationTarget('Topic'),
    QueueConfiguration: notificationTarget('Queue'),
    CloudFunctionConfiguration: notificationTarget('CloudFunction'),
    EventBridgeConfiguration: maybe(record({})),
  }),
  operations: { get: 'GetBucketNotificationConfiguration', put: 'PutBucketNotificationConfiguration' },
  actions: { get: 's3:GetBucketNotification', put: 's3:PutBucketNotification' },
  missing: () => document('NotificationConfiguration', []),
};
