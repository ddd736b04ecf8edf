import { invalidArgument, S3Error } from '../../ground/errors/s3-error.js';
import type { Upload } from '../../ground/store/records.js';
import { requireAllowed } from '../access/authorize.js';
import type { ObjectContext } from '../request/context.js';

const maxPartNumber = 10_000;

/** The upload that a request names; throws NoSuchUpload. */
export function findUpload({ bucket, key, query }: ObjectContext): Upload {
  const id = query.get('uploadId') ?? '';
  const upload = bucket.uploads.get(id);
  if (upload === undefined || upload.key !== key) {
    throw new S3Error('NoSuchUpload', { fields: { UploadId: id } });
  }
  return upload;
}

/** Throws AccessDenied where the caller neither started an upload nor may do this by the bucket's rules. */
export function requireUploadAccess(context: ObjectContext, upload: Upload, action: string): void {
  const { user, bucket, key } = context;
  if (user?.canonicalId !== upload.initiator.id) {
    requireAllowed(context, { action, bucket, key });
  }
}

/** Refuses a part that names no upload, which would be written as the object. */
export function requireNoPartNumber({ query, server }: ObjectContext): void {
  const number = query.get('partNumber');
  if (number !== undefined && !server.faults.has('part-number-alone-ignored')) {
    throw invalidArgument(
      'This operation does not accept partNumber without uploadId',
      'partNumber',
      'partNumber',
    );
  }
}

/** Reads the number of a part; throws InvalidArgument. */
export function readPartNumber(text: string | undefined): number {
  const number = Number(text);
  if (!/^\d+$/.test(text ?? '') || number < 1 || number > maxPartNumber) {
    throw invalidArgument(
      `Part number must be an integer between 1 and ${maxPartNumber}, inclusive`,
      'partNumber',
      text ?? '',
    );
  }
  return number;
}
