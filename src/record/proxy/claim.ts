import { type HeaderList, headerValue } from '../../lib/headers.js';
import { parseAmzDate } from '../../s3/signing/amz-date.js';
import type { RequestHead } from '../exchange/exchange-watch.js';
import type { RequestAddress } from '../exchange/request-address.js';
import { Refusal } from './refusal.js';

/** A signature of Signature Version 4, as a request carries it. */
export interface ClaimV4 {
  readonly version: 4;
  readonly place: 'header' | 'query';
  readonly accessKey: string;
  readonly region: string;
  readonly service: string;
  readonly date: Date;
  /** In lower case. */
  readonly signedHeaders: readonly string[];
  readonly payloadHash: string;
  readonly signature: string;
  /** Of a link: for how many seconds it holds, as it is written. */
  readonly expires: string;
}

/** A signature of Signature Version 2. */
export interface ClaimV2 {
  readonly version: 2;
  readonly place: 'header' | 'query';
  readonly accessKey: string;
  readonly signature: string;
  /** Of a link: when it ends, in seconds since the epoch. */
  readonly expires: number | undefined;
}

/** Who a request says that it is from. */
export type Claim = ClaimV4 | ClaimV2;

/** Reads who signed a request; null where nobody did. Throws a {@link Refusal} for what cannot be signed again. */
export function readClaim({ method, headers }: RequestHead, { query }: RequestAddress): Claim | null {
  const parameters = new Map(query);
  const session = parameters.get('X-Amz-S3session-Token') ?? headerValue(headers, 'x-amz-s3session-token');
  if (session !== undefined) {
    throw cannotSign('the session of a directory bucket');
  }
  if (parameters.has('X-Amz-Algorithm') || parameters.has('X-Amz-Signature')) {
    return readQueryV4(parameters, headers);
  }
  const accessKey = parameters.get('AWSAccessKeyId');
  if (accessKey !== undefined) {
    const signature = parameters.get('Signature') ?? '';
    return { version: 2, place: 'query', accessKey, signature, expires: Number(parameters.get('Expires')) };
  }
  const authorization = headerValue(headers, 'authorization');
  if (authorization === undefined) {
    refuseForm(method, headers);
    return null;
  }
  const [, key, signature] = /^AWS ([^:]+):(.+)$/s.exec(authorization) ?? [];
  if (key !== undefined && signature !== undefined) {
    return { version: 2, place: 'header', accessKey: key, signature, expires: undefined };
  }
  return readHeaderV4(authorization, headers);
}

function readHeaderV4(authorization: string, headers: HeaderList): ClaimV4 {
  if (!authorization.startsWith('AWS4-HMAC-SHA256')) {
    const scheme = authorization.split(' ', 1)[0] ?? '';
    throw cannotSign(scheme);
  }
  const part = (name: string): string =>
    new RegExp(`(?:^|[\\s,])${name}=([^,\\s]+)`).exec(authorization)?.[1] ?? '';
  const amzDate = headerValue(headers, 'x-amz-date');
  const date = parseAmzDate(amzDate) ?? new Date(headerValue(headers, 'date') ?? Number.NaN);
  return claimV4('header', {
    credential: part('Credential'),
    date,
    signedHeaders: part('SignedHeaders'),
    signature: part('Signature'),
    payloadHash: headerValue(headers, 'x-amz-content-sha256') ?? '',
    expires: '',
  });
}

function readQueryV4(parameters: ReadonlyMap<string, string>, headers: HeaderList): ClaimV4 {
  const get = (name: string): string => parameters.get(name) ?? '';
  const algorithm = get('X-Amz-Algorithm');
  if (algorithm.startsWith('AWS4-ECDSA-')) {
    throw cannotSign(algorithm);
  }
  return claimV4('query', {
    credential: get('X-Amz-Credential'),
    date: parseAmzDate(get('X-Amz-Date')) ?? new Date(Number.NaN),
    signedHeaders: get('X-Amz-SignedHeaders'),
    signature: get('X-Amz-Signature'),
    payloadHash:
      parameters.get('X-Amz-Content-Sha256') ??
      parameters.get('x-amz-content-sha256') ??
      headerValue(headers, 'x-amz-content-sha256') ??
      'UNSIGNED-PAYLOAD',
    expires: get('X-Amz-Expires'),
  });
}

interface ClaimTexts {
  readonly credential: string;
  readonly date: Date;
  readonly signedHeaders: string;
  readonly signature: string;
  readonly payloadHash: string;
  readonly expires: string;
}

function claimV4(place: ClaimV4['place'], texts: ClaimTexts): ClaimV4 {
  const { credential, date, signedHeaders, signature, payloadHash, expires } = texts;
  const [accessKey, , region, service, end] =
    /^(.+)\/(\d{8})\/([^/]+)\/([^/]+)\/(aws4_request)$/.exec(credential)?.slice(1) ?? [];
  const isWhole = end !== undefined && signedHeaders !== '' && signature !== '';
  if (!isWhole || accessKey === undefined || region === undefined || service === undefined) {
    throw new Refusal(
      400,
      'AuthorizationHeaderMalformed',
      'The signature has no credential, signed headers or value.',
    );
  }
  if (Number.isNaN(date.getTime())) {
    throw new Refusal(403, 'AccessDenied', 'A signature needs a Date or x-amz-date header that can be read.');
  }
  return {
    version: 4,
    place,
    ...{ accessKey, region, service, date, payloadHash, signature, expires },
    signedHeaders: signedHeaders.toLowerCase().split(';'),
  };
}

function cannotSign(signer: string): Refusal {
  return new Refusal(501, 'NotImplemented', `s3tester record cannot sign again what ${signer} has signed`);
}

/** The signature of a browser's upload is a part of its body. */
function refuseForm(method: string, headers: HeaderList): void {
  if (method === 'POST' && headerValue(headers, 'content-type')?.startsWith('multipart/form-data')) {
    const message = 'Uploads by a form are signed inside their body: s3tester serve --record records them.';
    throw new Refusal(501, 'NotImplemented', message);
  }
}
