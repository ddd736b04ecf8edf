import type { HeaderList } from '../../lib/headers.js';
import type { SignMode } from '../../operations/sign-modes.js';
import { formatAmzDate, parseAmzDate } from '../signing/amz-date.js';
import type { SigningScope } from '../signing/signature-v4.js';
import type { ClientSources, Credential, RequestForm, Signing } from '../types.js';
import { givenHeaders } from './edit-request.js';
import type { HeaderFields } from './header-fields.js';

/** A credential that signs. */
export type KeyPair = Extract<Credential, { kind: 'keys' }>;

/** What signing needs beside the request itself. */
export interface SigningContext {
  readonly mode: SignMode;
  readonly signing: Signing;
  readonly keys: KeyPair;
  readonly scope: SigningScope;
  readonly payloadHash: string;
}

/** Who signs, where for, and what gives the time where nothing else says it. */
interface Signer {
  readonly keys: KeyPair;
  readonly region: string;
  readonly sources: Pick<ClientSources, 'now'>;
}

/** The keys that sign a request; null where nothing is signed. */
export function signingKeys(form: RequestForm, mode: SignMode, own: Credential): KeyPair | null {
  const credential = form.signing?.credential ?? own;
  return mode === 'none' || credential.kind === 'anonymous' ? null : credential;
}

/** Gathers what signing needs. The headers are those of the request so far. */
export function signingContext(
  form: RequestForm,
  mode: SignMode,
  headers: HeaderFields,
  payloadHash: string,
  { keys, region, sources }: Signer,
): SigningContext {
  const signing = form.signing ?? noSigning;
  const given = headerValueOf(givenHeaders(form.beforeSign?.headers), 'x-amz-date');
  return {
    mode,
    signing,
    keys,
    payloadHash,
    scope: {
      accessKey: keys.accessKey,
      secretKey: keys.secretKey,
      region: signing.region ?? region,
      service: signing.service ?? 's3',
      // As asked for, else that of the request's own x-amz-date, else now.
      date: signing.date ?? parseAmzDate(given ?? headers.get('x-amz-date')) ?? sources.now(),
    },
  };
}

const noSigning: Signing = {};

function headerValueOf(headers: HeaderList, wanted: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
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
