import type { ObjectContext } from '../../domain/request/context.js';
import { S3Error } from '../../ground/errors/s3-error.js';
import type { Reply } from '../../ground/http/reply.js';
import { requireObject } from '../../ground/store/versions.js';
import { parseDocument, textOf } from '../../ground/xml/parse.js';
import { refuseElements } from '../../ground/xml/unsupported.js';

const maxBody = 64 * 1024;
const archiveClasses = ['GLACIER', 'DEEP_ARCHIVE'];

/** RestoreObject, which here is done at once: https://docs.aws.amazon.com/AmazonS3/latest/API/API_RestoreObject.html */
export async function restoreObject(context: ObjectContext): Promise<Reply> {
  const { bucket, key, query, store, server, now } = context;
  const root = parseDocument(await context.body.readText(maxBody));
  if (root.name !== 'RestoreRequest') {
    throw new S3Error('MalformedXML');
  }
  refuseElements(root, 'Type', 'Description', 'SelectParameters', 'OutputLocation');
  const days = Number(textOf(root, 'Days'));
  if (!Number.isInteger(days) || days < 1) {
    throw new S3Error('MalformedXML');
  }
  const version = requireObject(bucket, key, query.get('versionId'));
  if (!archiveClasses.includes(version.storageClass)) {
    throw new S3Error('InvalidObjectState', {
      message: "Restore is not allowed for the object's current storage class",
      fields: { StorageClass: version.storageClass },
    });
  }
  store.replaceVersion(bucket, version, { ...version, restoredUntil: now + days * server.lifecycleDay });
  return { status: version.restoredUntil === undefined ? 202 : 200 };
}
