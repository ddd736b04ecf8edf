import { randomUUID } from 'node:crypto';
import { invalidArgument } from '../../ground/errors/s3-error.js';
import { document, element, type XmlElement } from '../../ground/xml/element.js';
import { select, selectAll, selectText } from '../../ground/xml/select.js';
import { type ElementField, many, maybe, one, record, text } from '../../ground/xml/shape.js';
import type { BucketConfiguration } from './configuration.js';
import { isNotifiedEvent, requireApart } from './notified-events.js';

const arnForm = /^arn:aws[\w-]*:[\w-]+:[\w-]*:\d*:.+/;
const notificationFilter = maybe(
  record({
    S3Key: maybe(record({ FilterRule: many(record({ Name: one(text()), Value: one(text()) })) })),
  }),
);

const notificationTarget = (arnName: string): ElementField =>
  many(
    record({ Id: maybe(text()), [arnName]: one(text()), Event: many(text(), 1), Filter: notificationFilter }),
  );

/** Where notifications go, by the element that names it, and which service that is. */
const targets = { Topic: 'sns', Queue: 'sqs', CloudFunction: 'lambda' } as const;

/**
 * Event notifications, which are not sent: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html
 * Whether there is such a queue, topic or function is not known here: each is taken for one that is there.
 */
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
  accept: ({ server: { faults } }, kept) => {
    const content = Array.isArray(kept.content) ? kept.content : [];
    const accepted = content.map((child: XmlElement) => {
      const target = child.name.replace(/Configuration$/, '');
      return target in targets && !faults.has('notifications-not-checked')
        ? acceptTarget(child, target as keyof typeof targets)
        : child;
    });
    if (!faults.has('overlapping-notifications-accepted')) {
      requireApart(accepted);
    }
    return { ...kept, content: accepted };
  },
};

function acceptTarget(configuration: XmlElement, target: keyof typeof targets): XmlElement {
  const arn = selectText(configuration, target) ?? '';
  if (!arnForm.test(arn)) {
    throw invalidArgument('The ARN could not be parsed', target, arn);
  }
  if (arn.split(':')[2] !== targets[target]) {
    throw invalidArgument('The ARN is not well formed', target, arn);
  }
  for (const { content } of selectAll(configuration, 'Event')) {
    if (!isNotifiedEvent(String(content))) {
      throw invalidArgument('The event is not supported for notifications', 'Event', String(content));
    }
  }
  const filter = select(configuration, 'Filter', 'S3Key');
  return {
    ...configuration,
    content: [
      element('Id', selectText(configuration, 'Id') || randomUUID()),
      element(target, arn),
      ...selectAll(configuration, 'Event'),
      filter === undefined ? undefined : element('Filter', [element('S3Key', filterRules(filter))]),
    ],
  };
}

// The name of a rule comes back in one spelling.
function filterRules(filter: XmlElement): XmlElement[] {
  return selectAll(filter, 'FilterRule').map((rule) => {
    const name = selectText(rule, 'Name') ?? '';
    if (!/^(prefix|suffix)$/i.test(name)) {
      throw invalidArgument('filter rule name must be either prefix or suffix', 'FilterRule.Name', name);
    }
    return element('FilterRule', [
      element('Name', name.toLowerCase() === 'prefix' ? 'Prefix' : 'Suffix'),
      element('Value', selectText(rule, 'Value') ?? ''),
    ]);
  });
}
