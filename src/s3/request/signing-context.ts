import type { SignMode } from '../../operations/sign-modes.js';
import { formatAmzDate, parseAmzDate } from '../signing/amz-date.js';
import type { SigningScope } from '../signing/signature-v4.js';
import type { ClientSources, Credential, RequestForm } from '../types.js';
import { givenHeaders } from './edit-request.js';
import { createHeaderFields, type HeaderFields } from './header-fields.js';
import type { Payload } from './payload.js';

/** A credential that signs. */
export type KeyPair = Extract<Credential, { kind: 'keys' }>;

/** What signing needs beside the request itself. */
export interface SigningContext {
  readonly mode: SignMode;
  readonly signing: NonNullable<RequestForm['signing']>;
  readonly keys: KeyPair;
  readonly scope: SigningScope;
  readonly payloadHash: string;
}

/** Who signs, where for, and what gives the time where nothing else says it. */
interface Signer {
  readonly credential: Credential;
  readonly region: string;
  readonly sources: Pick<ClientSources, 'now'>;
}

/** Gathers what signing needs; null where nothing is signed. The headers are those of the request so far. */
export async function signingContext(
  form: RequestForm,
  mode: SignMode,
  headers: HeaderFields,
  payload: Payload,
  signer: Signer,
): Promise<SigningContext | null> {
  const signing = form.signing ?? {};
  const credential = signing.credential ?? signer.credential;
  if (mode === 'none' || credential.kind === 'anonymous') {
    return null;
  }
  const given = createHeaderFields([...givenHeaders(form.beforeSign?.headers), ...headers.list()]);
  return {
    mode,
    signing,
    keys: credential,
    payloadHash: await payload.hash(),
    scope: {
      accessKey: credential.accessKey,
      secretKey: credential.secretKey,
      region: signing.region ?? signer.region,
      service: signing.service ?? 's3',
      // As asked for, else that of the request's own x-amz-date, else now.
      date: signing.date ?? parseAmzDate(given.get('x-amz-date')) ?? signer.sources.now(),
    },
  };
}

/** Adds the headers that a signature needs to be there before it is made. */
export function addSigningHeaders(headers: HeaderFields, context: SigningContext): void {
  const { mode, keys, scope, payloadHash } = context;
  if (mode.endsWith('presigned')) {
    return;
  }
  if (mode === 'v2') {
    if (!headers.has('x-amz-date')) {
      headers.addIfAbsent('date', scope.date.toUTCString());
    }
  } else {
    headers.addIfAbsent('x-amz-date', formatAmzDate(scope.date));
    headers.addIfAbsent('x-amz-content-sha256', payloadHash);
  }
  if (keys.sessionToken) {
    headers.addIfAbsent('x-amz-security-token', keys.sessionToken);
  }
}
