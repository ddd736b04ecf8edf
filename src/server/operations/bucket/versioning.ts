import type { BucketContext } from '../../domain/request/context.js';
import { S3Error } from '../../ground/errors/s3-error.js';
import { ok, type Reply } from '../../ground/http/reply.js';
import { document, optional } from '../../ground/xml/element.js';
import { selectText } from '../../ground/xml/select.js';
import { maybe, oneOf, readShape, record } from '../../ground/xml/shape.js';

const maxBody = 64 * 1024;
const shape = record({
  Status: maybe(oneOf('Enabled', 'Suspended')),
  MfaDelete: maybe(oneOf('Enabled', 'Disabled')),
});

/** GetBucketVersioning: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html */
export function getBucketVersioning({ bucket }: BucketContext): Reply {
  return {
    status: 200,
    xml: document('VersioningConfiguration', [optional('Status', bucket.settings.versioning)]),
  };
}

/** PutBucketVersioning: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html */
export async function putBucketVersioning(context: BucketContext): Promise<Reply> {
  const { bucket, store } = context;
  const body = await context.body.readText(maxBody);
  const configuration = readShape(body, 'VersioningConfiguration', shape);
  const status = selectText(configuration, 'Status');
  if (status === undefined) {
    throw new S3Error('IllegalVersioningConfigurationException');
  }
  // The header that names a device and its code was refused before.
  if (
    selectText(configuration, 'MfaDelete') === 'Enabled' &&
    !context.server.faults.has('mfa-delete-without-code')
  ) {
    throw new S3Error('AccessDenied', { message: 'Mfa Authentication must be used for this request' });
  }
  if (status === 'Suspended' && bucket.settings.objectLock) {
    throw new S3Error('InvalidBucketState', {
      message:
        'An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.',
    });
  }
  if (
    status === 'Suspended' &&
    bucket.settings.documents.replication !== undefined &&
    !context.server.faults.has('replicated-bucket-suspended')
  ) {
    throw new S3Error('InvalidBucketState', {
      message:
        'A replication configuration is present on this bucket, so you cannot change the versioning state. To change the versioning state, first delete the replication configuration.',
    });
  }
  store.changeSettings(bucket, { versioning: status === 'Enabled' ? 'Enabled' : 'Suspended' });
  return ok;
}
