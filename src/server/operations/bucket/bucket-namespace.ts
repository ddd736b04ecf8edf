import type { User } from '../../domain/auth/users.js';
import { invalidArgument, S3Error } from '../../ground/errors/s3-error.js';
import type { Headers } from '../../ground/http/incoming.js';

const header = 'x-amz-bucket-namespace';

/**
 * Refuses a bucket whose name and whose header speak of different namespaces: names that end in `-an` are those of an
 * account in a region. https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html
 */
export function requireNamespace(headers: Headers, name: string, { accountId }: User, region: string): void {
  const asked = headers[header];
  if (asked !== undefined && asked !== 'global' && asked !== 'account-regional') {
    throw invalidArgument(`Invalid ${header} header`, header, asked);
  }
  const isReserved = name.endsWith('-an');
  if (asked === undefined && isReserved) {
    throw new S3Error('MissingNamespaceHeader', { fields: { Header: header } });
  }
  if ((asked === 'account-regional') !== isReserved) {
    throw new S3Error('InvalidNamespaceHeader', { fields: { Header: header } });
  }
  if (isReserved && !name.endsWith(`-${accountId}-${region}-an`)) {
    throw new S3Error('InvalidBucketNamespace', { fields: { BucketNamespace: name } });
  }
}
