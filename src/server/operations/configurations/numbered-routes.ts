import type { BucketContext } from '../../domain/request/context.js';
import { onBucket, type Route } from '../../domain/request/route.js';
import { invalidArgument, S3Error } from '../../ground/errors/s3-error.js';
import type { Incoming } from '../../ground/http/incoming.js';
import { noContent, type Reply } from '../../ground/http/reply.js';
import { document, element, type XmlElement } from '../../ground/xml/element.js';
import { selectText } from '../../ground/xml/select.js';
import type { BucketConfiguration } from './configuration.js';
import { readConfiguration } from './configuration-routes.js';
import type { NumberedConfiguration } from './numbered-configuration.js';

const pageSize = 100;
const maxConfigurations = 1000;

const hasId = ({ query }: Incoming): boolean => query.has('id');

/** The rows of a configuration that a bucket may have in numbers, each by its id: get, put, delete, list. */
export function numberedRoutes(configuration: NumberedConfiguration): readonly Route[] {
  const { sub, operations, actions } = configuration;
  const { get = '', put = '', delete: remove = '', list = '' } = operations;
  return [
    onBucket(get, 'GET', { sub, action: actions.get, when: hasId }, (context) => getOne(sub, context)),
    onBucket(list, 'GET', { sub, action: actions.get }, (context) => listAll(configuration, context)),
    onBucket(put, 'PUT', { sub, action: actions.put }, (context) => putOne(configuration, context)),
    onBucket(remove, 'DELETE', { sub, action: actions.put }, (context) => removeOne(sub, context)),
  ];
}

function getOne(sub: string, context: BucketContext): Reply {
  return { status: 200, xml: find(sub, context) };
}

async function putOne(configuration: NumberedConfiguration, context: BucketContext): Promise<Reply> {
  const { bucket, store } = context;
  const kept = await readConfiguration(configuration, context);
  const id = readId(context);
  if (selectText(kept, 'Id') !== id) {
    throw new S3Error(configuration.mismatch);
  }
  const name = nameOf(configuration.sub, id);
  const { documents } = bucket.settings;
  if (!(name in documents) && allOf(configuration.sub, context).length >= maxConfigurations) {
    throw new S3Error('TooManyConfigurations');
  }
  store.changeSettings(bucket, { documents: { ...documents, [name]: kept } });
  return { status: configuration.putStatus ?? 200 };
}

function removeOne(sub: string, context: BucketContext): Reply {
  const { bucket, store } = context;
  find(sub, context);
  const { [nameOf(sub, readId(context))]: _removed, ...documents } = bucket.settings.documents;
  store.changeSettings(bucket, { documents });
  return noContent;
}

function listAll({ sub, root }: BucketConfiguration, context: BucketContext): Reply {
  const token = context.query.get('continuation-token');
  const start = token === undefined ? 0 : Number(Buffer.from(token, 'base64').toString('utf8'));
  const all = allOf(sub, context);
  const page = all.slice(start, start + pageSize);
  const isTruncated = start + page.length < all.length;
  return {
    status: 200,
    xml: document(`List${root.replace('Configuration', 'ConfigurationsResult')}`, [
      ...page.map(({ name, content }) => element(name, content)),
      element('IsTruncated', isTruncated),
      token === undefined ? undefined : element('ContinuationToken', token),
      isTruncated
        ? element('NextContinuationToken', Buffer.from(String(start + page.length)).toString('base64'))
        : undefined,
    ]),
  };
}

function allOf(sub: string, { bucket }: BucketContext): readonly XmlElement[] {
  return Object.entries(bucket.settings.documents)
    .filter(([name]) => name.startsWith(nameOf(sub, '')))
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, kept]) => kept);
}

function find(sub: string, context: BucketContext): XmlElement {
  const kept = context.bucket.settings.documents[nameOf(sub, readId(context))];
  if (kept === undefined) {
    throw new S3Error('NoSuchConfiguration');
  }
  return kept;
}

function readId({ query }: BucketContext): string {
  const id = query.get('id') ?? '';
  if (!/^[A-Za-z0-9._-]{1,64}$/.test(id)) {
    throw invalidArgument('The configuration ID is not valid.', 'id', id);
  }
  return id;
}

function nameOf(sub: string, id: string): string {
  return `${sub}?${id}`;
}
