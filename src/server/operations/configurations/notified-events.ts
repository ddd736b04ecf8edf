import { S3Error } from '../../ground/errors/s3-error.js';
import type { XmlElement } from '../../ground/xml/element.js';
import { select, selectAll, selectText } from '../../ground/xml/select.js';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html */
const families: Readonly<Record<string, readonly string[]>> = {
  ObjectCreated: ['Put', 'Post', 'Copy', 'CompleteMultipartUpload'],
  ObjectRemoved: ['Delete', 'DeleteMarkerCreated'],
  ObjectRestore: ['Post', 'Completed', 'Delete'],
  Replication: [
    'OperationFailedReplication',
    'OperationMissedThreshold',
    'OperationReplicatedAfterThreshold',
    'OperationNotTracked',
  ],
  LifecycleExpiration: ['Delete', 'DeleteMarkerCreated'],
  ObjectTagging: ['Put', 'Delete'],
  ObjectAnnotation: ['Put', 'Delete'],
};
const single: readonly string[] = [
  's3:ReducedRedundancyLostObject',
  's3:LifecycleTransition',
  's3:IntelligentTiering',
  's3:ObjectAcl:Put',
  's3:ObjectRetention:Put',
];

/** Whether S3 can notify of an event, or of all of a family. */
export function isNotifiedEvent(event: string): boolean {
  const [, family = '', kind = ''] = event.split(':');
  const kinds = Object.hasOwn(families, family) ? families[family] : undefined;
  return (
    single.includes(event) ||
    (event === `s3:${family}:${kind}` &&
      (kind === '*' || kinds?.includes(kind) === true) &&
      kinds !== undefined)
  );
}

/** Refuses two configurations that would both notify of the same event of the same object. */
export function requireApart(configurations: readonly XmlElement[]): void {
  configurations.forEach((one, index) => {
    if (configurations.slice(index + 1).some((other) => overlap(one, other))) {
      throw new S3Error('InvalidArgument', {
        message:
          'Configurations overlap. Configurations on the same bucket cannot share a common event type.',
      });
    }
  });
}

function overlap(one: XmlElement, other: XmlElement): boolean {
  const events = selectAll(other, 'Event').map(({ content }) => String(content));
  return (
    selectAll(one, 'Event').some(({ content }) =>
      events.some((event) => sharesEvent(String(content), event)),
    ) &&
    meet(filterValue(one, 'Prefix'), filterValue(other, 'Prefix'), (longer, shorter) =>
      longer.startsWith(shorter),
    ) &&
    meet(filterValue(one, 'Suffix'), filterValue(other, 'Suffix'), (longer, shorter) =>
      longer.endsWith(shorter),
    )
  );
}

function sharesEvent(one: string, other: string): boolean {
  const covers = (pattern: string, event: string): boolean =>
    pattern === event || (pattern.endsWith(':*') && event.startsWith(pattern.slice(0, -1)));
  return covers(one, other) || covers(other, one);
}

function meet(one: string, other: string, contains: (longer: string, shorter: string) => boolean): boolean {
  return one.length >= other.length ? contains(one, other) : contains(other, one);
}

function filterValue(configuration: XmlElement, name: string): string {
  const rules = selectAll(select(configuration, 'Filter', 'S3Key'), 'FilterRule');
  return (
    selectText(
      rules.find((rule) => selectText(rule, 'Name') === name),
      'Value',
    ) ?? ''
  );
}
