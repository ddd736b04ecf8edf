import { headerValue } from '../lib/headers.js';
import type { S3Response } from '../s3/types.js';
import { clockSkew, describeSkew } from './clock-skew.js';

/** What keeps everything from working, however sound the server is. */
export interface Obstacle {
  readonly kind: 'not-s3' | 'path' | 'key' | 'secret' | 'token' | 'clock' | 'region';
  /** One sentence: what is wrong, and what to do. */
  readonly message: string;
}

/** How the request was made whose response is looked at. */
export interface FirstRequest {
  readonly endpointUrl: string;
  readonly region: string;
  /** The name of the credential that signed it; null where nobody did. */
  readonly credential: string | null;
  /** When the response came. */
  readonly now: Date;
}

type Known = (response: S3Response, request: FirstRequest) => Obstacle | null;

/** Codes that say that nobody gets past the signature. */
const byCode: Readonly<Record<string, Known>> = {
  InvalidAccessKeyId: (_, { credential }) => ({
    kind: 'key',
    message: `the server does not know the access key of the credential "${credential}" (InvalidAccessKeyId): check the key, and that it belongs to this server`,
  }),
  SignatureDoesNotMatch: (_, { credential }) => ({
    kind: 'secret',
    message: `the server does not accept what was signed with the secret key of the credential "${credential}" (SignatureDoesNotMatch): check the secret; a proxy that changes the host or the path has the same effect`,
  }),
  InvalidToken: tokenRefused,
  ExpiredToken: tokenRefused,
  RequestTimeTooSkewed: (response, { now }) => {
    const skew = clockSkew(response, now);
    const far = skew === undefined ? "differs too much from the server's" : `is ${describeSkew(skew)}`;
    return {
      kind: 'clock',
      message: `the clock of this machine ${far} (RequestTimeTooSkewed): set one of them right`,
    };
  },
  AuthorizationHeaderMalformed: regionRefused,
  NoSuchBucket: pathTaken,
};

/**
 * What the response to the first request, a ListBuckets, says about everything that would follow; null where nothing
 * stands in the way, also where the server refuses this one operation. Source of the codes: AWS's list of error
 * responses, docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html.
 */
export function findObstacle(response: S3Response, request: FirstRequest): Obstacle | null {
  const code = response.error?.Code;
  if (code !== undefined) {
    return byCode[code]?.(response, request) ?? null;
  }
  return looksLikeS3(response) ? null : notS3(response, request);
}

function tokenRefused({ error }: S3Response, { credential }: FirstRequest): Obstacle {
  return {
    kind: 'token',
    message: `the server does not accept the session token of the credential "${credential}" (${error?.Code}): get new keys`,
  };
}

function regionRefused({ error }: S3Response, { region }: FirstRequest): Obstacle | null {
  const wanted = error?.Region;
  return wanted === undefined || wanted === region
    ? null
    : {
        kind: 'region',
        message: `the server is in the region "${wanted}", and "${region}" was signed for (AuthorizationHeaderMalformed): use --region ${wanted}`,
      };
}

/** A list of buckets is asked for at the root, where no bucket can be missing. */
function pathTaken(_: S3Response, { endpointUrl }: FirstRequest): Obstacle | null {
  const { pathname, origin } = new URL(endpointUrl);
  return pathname === '/'
    ? null
    : {
        kind: 'path',
        message: `the server takes the path of the endpoint, ${pathname}, for a bucket (NoSuchBucket): use ${origin}`,
      };
}

/** An empty refusal may come from S3, too; a page may not, nor a success that lists nothing. */
function looksLikeS3({ headers, body, success }: S3Response): boolean {
  const isNamed = headers.some(([name]) => /^x-amz-/i.test(name));
  return success || isNamed || (body.size === 0 && headerValue(headers, 'content-type') === undefined);
}

function notS3({ status, headers }: S3Response, { endpointUrl }: FirstRequest): Obstacle {
  const type = headerValue(headers, 'content-type');
  const server = headerValue(headers, 'server');
  const what = [
    `HTTP ${status}`,
    ...(type === undefined ? [] : [type]),
    ...(server ? [`Server: ${server}`] : []),
  ];
  return {
    kind: 'not-s3',
    message: `what answers at ${endpointUrl} does not look like S3 (${what.join(', ')}): check host, port and path`,
  };
}
