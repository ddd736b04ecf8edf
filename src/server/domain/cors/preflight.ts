import { defined } from '../../ground/defined.js';
import { S3Error } from '../../ground/errors/s3-error.js';
import type { Incoming } from '../../ground/http/incoming.js';
import type { Reply } from '../../ground/http/reply.js';
import type { Bucket } from '../../ground/store/records.js';
import { askedHeaders, corsHeaders } from './match-rule.js';

/** Handles the preflight request of a browser: https://docs.aws.amazon.com/AmazonS3/latest/API/RESTOPTIONSobject.html */
export function preflightReply({ headers }: Incoming, bucket: Bucket | undefined): Reply {
  const { origin } = headers;
  const method = headers['access-control-request-method'];
  const forbidden = (resourceType: string, message?: string): S3Error =>
    new S3Error('AccessForbidden', {
      ...defined({ message }),
      fields: { Method: method ?? 'OPTIONS', ResourceType: resourceType },
    });
  if (origin === undefined) {
    throw new S3Error('BadRequest', { message: 'Insufficient information. Origin request header needed.' });
  }
  if (bucket === undefined) {
    throw forbidden('BUCKET', 'CORSResponse: Bucket not found');
  }
  if (bucket.settings.documents.cors === undefined) {
    throw forbidden('BUCKET', 'CORSResponse: CORS is not enabled for this bucket.');
  }
  if (method === undefined || !['GET', 'PUT', 'POST', 'DELETE', 'HEAD'].includes(method)) {
    throw new S3Error('BadRequest', {
      message: `Invalid Access-Control-Request-Method: ${method ?? 'null'}`,
    });
  }
  const allowed = corsHeaders(bucket, { origin, method, headers: askedHeaders(headers) });
  if (allowed === undefined) {
    throw forbidden('OBJECT');
  }
  return { status: 200, headers: allowed };
}
