import {
  readHold,
  readRetention,
  requireLockBucket,
  requireRetentionChange,
} from '../../domain/objects/lock.js';
import type { ObjectContext } from '../../domain/request/context.js';
import { requireDigest } from '../../domain/request/digest.js';
import { S3Error } from '../../ground/errors/s3-error.js';
import { ok, type Reply } from '../../ground/http/reply.js';
import type { ObjectVersion } from '../../ground/store/records.js';
import { requireNoMarker } from '../../ground/store/versions.js';
import { document, element } from '../../ground/xml/element.js';
import { childOf, parseDocument, textOf } from '../../ground/xml/parse.js';
import { refuseElements } from '../../ground/xml/unsupported.js';

const maxBody = 64 * 1024;

/** GetObjectRetention: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectRetention.html */
export function getObjectRetention(context: ObjectContext): Reply {
  const { retention } = findVersion(context);
  if (retention === undefined) {
    throw new S3Error('NoSuchObjectLockConfiguration');
  }
  return {
    status: 200,
    xml: document('Retention', [
      element('Mode', retention.mode),
      element('RetainUntilDate', new Date(retention.until).toISOString()),
    ]),
  };
}

/** PutObjectRetention: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectRetention.html */
export async function putObjectRetention(context: ObjectContext): Promise<Reply> {
  const { bucket, store, now } = context;
  const root = parseDocument(await context.body.readText(maxBody));
  refuseElements(root, 'EventHold', 'EventHoldDuration');
  const version = findVersion(context);
  const mode = textOf(root, 'Mode');
  const date = textOf(root, 'RetainUntilDate');
  if (root.name !== 'Retention' || (mode === undefined) !== (date === undefined)) {
    throw new S3Error('MalformedXML');
  }
  if (mode !== undefined && mode !== 'GOVERNANCE' && mode !== 'COMPLIANCE') {
    throw new S3Error('MalformedXML');
  }
  const next =
    mode === undefined || date === undefined ? undefined : readRetention(mode, date, now, 'document');
  requireRetentionChange(context, version, next);
  const { retention: _former, ...rest } = version;
  store.replaceVersion(bucket, version, next === undefined ? rest : { ...rest, retention: next });
  return ok;
}

/** GetObjectLegalHold: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectLegalHold.html */
export function getObjectLegalHold(context: ObjectContext): Reply {
  const { legalHold } = findVersion(context);
  if (legalHold === undefined) {
    throw new S3Error('NoSuchObjectLockConfiguration');
  }
  return { status: 200, xml: document('LegalHold', [element('Status', legalHold ? 'ON' : 'OFF')]) };
}

/** PutObjectLegalHold: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectLegalHold.html */
export async function putObjectLegalHold(context: ObjectContext): Promise<Reply> {
  requireDigest(context);
  const root = parseDocument(await context.body.readText(maxBody));
  const version = findVersion(context);
  const status = childOf(root, 'Status')?.text.trim();
  if (root.name !== 'LegalHold' || (status !== 'ON' && status !== 'OFF')) {
    throw new S3Error('MalformedXML');
  }
  context.store.replaceVersion(context.bucket, version, { ...version, legalHold: readHold(status) });
  return ok;
}

function findVersion({ bucket, key, query, request }: ObjectContext): ObjectVersion {
  requireLockBucket(bucket);
  return requireNoMarker(bucket, key, query.get('versionId'), request.method);
}
