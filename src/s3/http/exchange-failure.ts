import type { Failure } from '../types.js';

/** Thrown where an exchange ends without a whole response; `kind` says why. */
export class ExchangeFailure extends Error {
  readonly kind: Failure['kind'];
  readonly code: string | undefined;

  constructor(kind: Failure['kind'], message: string, code?: string) {
    super(message);
    this.name = 'ExchangeFailure';
    this.kind = kind;
    this.code = code;
  }
}

const kindOfCode: Readonly<Record<string, Failure['kind']>> = {
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  EADDRNOTAVAIL: 'refused',
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EAI_NODATA: 'dns',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  ETIMEDOUT: 'timeout',
};

const tlsCode =
  /^(ERR_TLS|ERR_SSL|ERR_OSSL|EPROTO$|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH)/;

const untrustedCode = /^(UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED)/;
const trustHint = '; ca_file names an authority to trust, insecure accepts any certificate';
/** What OpenSSL says between its numbers and its own source files. */
const opensslReason = /:error:[^:]*:[^:]*:[^:]*:([^:]+):/;
const noTlsMessage = 'wrong version number';
const plainHttpHint = '; it may speak plain HTTP: write http://';

const sentences: Readonly<Record<Failure['kind'], string>> = {
  refused: 'cannot be reached',
  reset: 'closed the connection before it responded',
  dns: 'has a name that does not resolve',
  tls: 'failed the TLS handshake',
  timeout: 'did not respond in time',
  truncated: 'sent an incomplete response',
  protocol: 'sent what is not HTTP',
  client: 'was sent an incomplete request',
};

/** Converts whatever an exchange threw to a Failure whose message names the endpoint. */
export function describeFailure(error: unknown, endpoint: string): Failure {
  const known = toExchangeFailure(error);
  const hint = hintFor(known);
  const message = `${endpoint} ${sentences[known.kind]}: ${known.message}${hint}`;
  return known.code === undefined
    ? { kind: known.kind, message }
    : { kind: known.kind, message, code: known.code };
}

function hintFor({ message, code = '' }: ExchangeFailure): string {
  if (untrustedCode.test(code)) {
    return trustHint;
  }
  return message === noTlsMessage ? plainHttpHint : '';
}

/** Classifies an error of a socket, a name look-up or a TLS handshake by its code. */
export function toExchangeFailure(error: unknown): ExchangeFailure {
  if (error instanceof ExchangeFailure) {
    return error;
  }
  const code = codeOf(error);
  const message = messageOf(error);
  if (code === undefined) {
    return new ExchangeFailure('client', message);
  }
  if (tlsCode.test(code)) {
    return new ExchangeFailure('tls', opensslReason.exec(message)?.[1] ?? message, code);
  }
  return new ExchangeFailure(kindOfCode[code] ?? 'client', message, code);
}

function codeOf(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') {
    return error.errors.map(messageOf).join('; ');
  }
  return error instanceof Error ? error.message : String(error);
}
