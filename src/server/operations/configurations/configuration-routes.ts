import type { BucketContext } from '../../domain/request/context.js';
import { requireDigest } from '../../domain/request/digest.js';
import { onBucket, type Route } from '../../domain/request/route.js';
import { S3Error } from '../../ground/errors/s3-error.js';
import type { Reply } from '../../ground/http/reply.js';
import { s3Namespace, type XmlElement } from '../../ground/xml/element.js';
import { readShape } from '../../ground/xml/shape.js';
import type { BucketConfiguration } from './configuration.js';

const maxBody = 512 * 1024;

/** The rows of a configuration that a bucket has once: get, put, delete. */
export function configurationRoutes(configuration: BucketConfiguration): readonly Route[] {
  const { sub, operations, actions } = configuration;
  const routes: Route[] = [];
  if (operations.get !== undefined) {
    routes.push(
      onBucket(operations.get, 'GET', { sub, action: actions.get }, (context) => get(configuration, context)),
    );
  }
  if (operations.put !== undefined) {
    routes.push(
      onBucket(operations.put, 'PUT', { sub, action: actions.put }, (context) => put(configuration, context)),
    );
  }
  if (operations.delete !== undefined) {
    routes.push(
      onBucket(operations.delete, 'DELETE', { sub, action: actions.put }, (context) =>
        remove(configuration, context),
      ),
    );
  }
  return routes;
}

/** Reads the document of a configuration from the body of a request; throws MalformedXML. */
export async function readConfiguration(
  { root, shape, accept, needsDigest }: BucketConfiguration,
  context: BucketContext,
): Promise<XmlElement> {
  if (needsDigest) {
    requireDigest(context);
  }
  const source = await context.body.readText(maxBody);
  if (source === '') {
    throw new S3Error('MissingRequestBodyError');
  }
  const document = { ...readShape(source, root, shape), attributes: { xmlns: s3Namespace } };
  return accept?.(context, document) ?? document;
}

function get({ sub, missing, headers }: BucketConfiguration, context: BucketContext): Reply {
  const { bucket } = context;
  const kept = bucket.settings.documents[sub];
  if (kept !== undefined) {
    return { status: 200, xml: kept, headers: headers?.(context) ?? {} };
  }
  if (typeof missing === 'string') {
    throw new S3Error(missing, { fields: { BucketName: bucket.name } });
  }
  return { status: 200, xml: missing(context) };
}

async function put(configuration: BucketConfiguration, context: BucketContext): Promise<Reply> {
  const { bucket, store } = context;
  const document = await readConfiguration(configuration, context);
  store.changeSettings(bucket, {
    documents: { ...bucket.settings.documents, [configuration.sub]: document },
  });
  configuration.applied?.(context, document);
  return { status: configuration.putStatus ?? 200, headers: configuration.headers?.(context) ?? {} };
}

function remove({ sub, deleteStatus = 204 }: BucketConfiguration, { bucket, store }: BucketContext): Reply {
  const { [sub]: _removed, ...documents } = bucket.settings.documents;
  store.changeSettings(bucket, { documents });
  return { status: deleteStatus };
}
