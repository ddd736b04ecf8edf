import { S3Error } from '../../ground/errors/s3-error.js';
import type { Incoming } from '../../ground/http/incoming.js';
import { type PayloadRule, readUnsignedRule } from '../../ground/payload/payload-rule.js';
import type { ActiveFaults } from '../faults/active-faults.js';
import { authenticateHeader } from './header-auth.js';
import { authenticateQuery } from './query-auth.js';
import type { User, Users } from './users.js';
import { authenticateVersion2 } from './version2.js';

/** How S3 refuses Signature Version 2 where it is no longer accepted. */
export const version2NotSupported =
  'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.';

/** What authentication needs to know of the server. */
export interface AuthSettings {
  readonly users: Users;
  readonly region: string;
  /** The operation that the request asks for. */
  readonly operation: string;
  /** The region of a bucket; undefined where there is no such bucket. */
  regionOf(bucket: string | undefined): string | undefined;
  /** Where Signature Version 2 is accepted: everywhere, nowhere, or, undefined, in presigned links and forms. */
  readonly signatureVersion2: boolean | undefined;
  readonly faults: ActiveFaults;
  /** The real time, in milliseconds since the epoch: signatures do not follow a moved clock. */
  now(): number;
}

/** Who sent a request, how that is known, and what was promised of the body. */
export interface Authentication {
  /** Undefined: an anonymous caller. */
  readonly user: User | undefined;
  readonly method: 'anonymous' | 'header' | 'query' | 'form';
  readonly payload: PayloadRule;
  /** Milliseconds since the epoch. */
  readonly signedAt?: number;
  /** The region that the request was signed for. */
  readonly region?: string;
}

/** Finds out who sent a request; throws S3's errors for a bad signature. */
export function authenticate(request: Incoming, settings: AuthSettings): Authentication {
  const authorization = request.headers.authorization || undefined;
  const isPresigned = request.query.has('X-Amz-Algorithm') || request.query.has('X-Amz-Signature');
  if (authorization === undefined) {
    if (isPresigned) {
      return authenticateQuery(request, settings);
    }
    if (request.query.has('Signature') || request.query.has('AWSAccessKeyId')) {
      return version2(request, settings, settings.signatureVersion2 ?? true);
    }
    return {
      user: undefined,
      method: 'anonymous',
      payload: readUnsignedRule(request.headers['x-amz-content-sha256']),
    };
  }
  if (isPresigned) {
    throw new S3Error('InvalidArgument', {
      message:
        'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified',
      fields: { ArgumentName: 'Authorization', ArgumentValue: authorization },
    });
  }
  if (authorization.startsWith('AWS4-HMAC-SHA256')) {
    return authenticateHeader(request, settings);
  }
  if (authorization.startsWith('AWS ')) {
    return version2(request, settings, settings.signatureVersion2 ?? false);
  }
  throw new S3Error('InvalidArgument', {
    message: 'Unsupported Authorization Type',
    fields: { ArgumentName: 'Authorization', ArgumentValue: authorization },
  });
}

function version2(request: Incoming, settings: AuthSettings, isAccepted: boolean): Authentication {
  if (isAccepted) {
    return authenticateVersion2(request, settings);
  }
  throw new S3Error('InvalidRequest', { message: version2NotSupported });
}
