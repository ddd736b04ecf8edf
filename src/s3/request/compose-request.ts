import type { SignMode } from '../../operations/sign-modes.js';
import { openExactly } from '../bodies/body-source.js';
import { httpChunkedBody } from '../bodies/http-chunked.js';
import type { WireRequest } from '../http/exchange.js';
import { formatRequestHead } from '../http/message-head.js';
import { createChunkSigner } from '../signing/chunk-signer.js';
import type { SigningScope } from '../signing/signature-v4.js';
import type { BodySource, ClientSources, Credential, RequestForm } from '../types.js';
import type { Draft } from './draft.js';
import { editDraft, editHeaders, editTarget, givenHeaders } from './edit-request.js';
import { createHeaderFields, type HeaderFields } from './header-fields.js';
import { announceFraming, frameBody, framingOf, payloadHashOf } from './payload.js';
import { addSigningHeaders, type Signed, type SigningContext, signDraft, signingDate } from './sign-draft.js';

/** Who sends a request, where to, and where it breaks off. */
export interface Sender {
  readonly credential: Credential;
  readonly region: string;
  /** What gives the time of a signature where nothing else says it. */
  readonly sources: Pick<ClientSources, 'now'>;
  readonly abortAt?: number;
}

/**
 * Writes a request down as it goes over the wire: what is there by default is added, then changed as the form says,
 * then signed, then changed again behind the signature's back.
 */
export async function composeRequest(draft: Draft, form: RequestForm, sender: Sender): Promise<WireRequest> {
  const signing = form.signing ?? {};
  const mode = signing.mode ?? defaultMode(draft);
  const asked = editDraft(draft, form.beforeSign);
  const headers = createHeaderFields(asked.headers);
  const framing = framingOf(asked, mode, signing);
  const credential = signing.credential ?? sender.credential;

  if (!headers.has('host')) {
    headers.set('host', draft.address.host);
  }
  if (framing !== undefined && asked.body !== undefined) {
    announceFraming(headers, asked.body, framing);
  }
  const context = await signingContext(asked, headers, mode, form, credential, sender);
  if (context !== null) {
    addSigningHeaders(headers, context);
  } else if (framing !== undefined) {
    headers.addIfAbsent('x-amz-content-sha256', await payloadHashOf(asked, mode, signing));
  }
  // The chain of chunk signatures begins with one that is made only after the length of the body is announced.
  let signed: Signed = { target: asked.target, seedSignature: '' };
  const startSigner = (scope: SigningScope) => () => createChunkSigner(scope, signed.seedSignature);
  const isSignedInChunks = context !== null && mode.startsWith('v4-streaming');
  const framed = frameBody(
    asked.body,
    framing === undefined || !isSignedInChunks
      ? framing
      : { ...framing, startSigner: startSigner(context.scope) },
  );
  const delimited = announceLength(asked.method, framed, headers, form);
  editHeaders(headers, form.beforeSign);
  if (context !== null) {
    signed = signDraft(asked, headers, context);
  }

  const after = form.afterSign ?? {};
  const body = after.body === undefined ? delimited : replaceBody(after.body, delimited, headers, form);
  editHeaders(headers, after);
  const isWaiting = form.expectContinue === true && body !== undefined;
  if (isWaiting) {
    headers.addIfAbsent('expect', '100-continue');
  }
  const method = after.method ?? asked.method;
  const target = editTarget(after.path ?? signed.target, after.query);
  return {
    method,
    url: `${draft.address.peer.secure ? 'https' : 'http'}://${headers.get('host') ?? draft.address.host}${target}`,
    head: formatRequestHead(method, target, headers.list(), form.httpVersion),
    body: body === undefined ? undefined : (body.bytes ?? (() => openExactly(body))),
    expectContinue: isWaiting,
    isIrregular: isIrregular(form, headers, body),
    ...(sender.abortAt === undefined ? {} : { abortAt: sender.abortAt }),
  };
}

function defaultMode(draft: Draft): SignMode {
  if (draft.trailer !== undefined) {
    return 'v4-unsigned-trailer';
  }
  return draft.body !== undefined && draft.body.bytes === undefined ? 'v4-unsigned-payload' : 'v4';
}

async function signingContext(
  draft: Draft,
  headers: HeaderFields,
  mode: SignMode,
  form: RequestForm,
  credential: Credential,
  { region, sources }: Pick<Sender, 'region' | 'sources'>,
): Promise<SigningContext | null> {
  if (mode === 'none' || credential.kind === 'anonymous') {
    return null;
  }
  const signing = form.signing ?? {};
  const given = createHeaderFields([...givenHeaders(form.beforeSign?.headers), ...headers.list()]);
  return {
    mode,
    signing,
    keys: credential,
    payloadHash: await payloadHashOf(draft, mode, signing),
    scope: {
      accessKey: credential.accessKey,
      secretKey: credential.secretKey,
      region: signing.region ?? region,
      service: signing.service ?? 's3',
      date: signingDate(signing, given, sources),
    },
  };
}

/** Says where the body ends, as the form wants it or as it is, and frames it by HTTP's own chunks where it has to. */
function announceLength(
  method: string,
  body: BodySource | undefined,
  headers: HeaderFields,
  form: RequestForm,
): BodySource | undefined {
  const { contentLength, transferEncoding } = form;
  if (typeof contentLength === 'number') {
    headers.set('content-length', String(contentLength));
  }
  if (transferEncoding !== undefined) {
    headers.addIfAbsent('transfer-encoding', transferEncoding);
  } else if (contentLength !== undefined) {
    return body;
  } else if (body?.size !== undefined) {
    headers.addIfAbsent('content-length', String(body.size));
  } else if (body !== undefined) {
    headers.addIfAbsent('transfer-encoding', 'chunked');
  } else if (/^(PUT|POST|PATCH)$/.test(method)) {
    headers.addIfAbsent('content-length', '0');
  }
  const isChunked = /\bchunked\s*$/i.test(headers.get('transfer-encoding') ?? '');
  return body !== undefined && isChunked ? httpChunkedBody(body) : body;
}

/** Puts another body in the place of one whose length was announced by us; a length that was asked for stays. */
function replaceBody(
  body: BodySource,
  former: BodySource | undefined,
  headers: HeaderFields,
  form: RequestForm,
): BodySource {
  const isOurs = headers.get('content-length') === String(former?.size ?? 0);
  if (form.contentLength === undefined && isOurs && body.size !== undefined) {
    headers.set('content-length', String(body.size));
  }
  return body;
}

/** What is announced is not what is sent. */
function isIrregular(form: RequestForm, headers: HeaderFields, body: BodySource | undefined): boolean {
  const length = headers.get('content-length');
  return (
    form.contentLength !== undefined ||
    form.transferEncoding !== undefined ||
    (length !== undefined && length !== String(body?.size ?? 0)) ||
    (length === undefined && body !== undefined && !headers.has('transfer-encoding'))
  );
}
