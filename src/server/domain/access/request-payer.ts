import { S3Error } from '../../ground/errors/s3-error.js';
import { selectText } from '../../ground/xml/select.js';
import type { BucketContext } from '../request/context.js';

const payerHeader = 'x-amz-request-payer';

/**
 * Refuses who would have to pay and does not say that it does; gives the header that says it was charged.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/RequesterPaysBuckets.html
 */
export function requireRequestPayer(context: BucketContext): Readonly<Record<string, string>> | undefined {
  const { bucket, user, headers, query } = context;
  if (selectText(bucket.settings.documents.requestPayment, 'Payer') !== 'Requester') {
    return undefined;
  }
  if (user?.canonicalId === bucket.owner.id) {
    return undefined;
  }
  const said = headers[payerHeader] ?? query.get(payerHeader);
  if (user === undefined || said?.toLowerCase() !== 'requester') {
    throw new S3Error('AccessDenied');
  }
  return { 'x-amz-request-charged': 'requester' };
}
