import type { SignMode } from '../../operations/sign-modes.js';
import { openExactly } from '../bodies/body-source.js';
import { formatRequestHead } from '../http/message-head.js';
import type { WireRequest } from '../http/wire-request.js';
import { createChunkSigner } from '../signing/chunk-signer.js';
import type { ClientSources, Credential, RequestForm } from '../types.js';
import { announceLength, isIrregular, replaceBody } from './body-length.js';
import type { Draft } from './draft.js';
import { editDraft, editHeaders, editTarget, moveTarget } from './edit-request.js';
import { createHeaderFields, type HeaderFields } from './header-fields.js';
import { type Payload, payloadOf } from './payload.js';
import { type Signed, signDraft } from './sign-draft.js';
import { addSigningHeaders, type KeyPair, signingContext, signingKeys } from './signing-context.js';

/** Who sends a request, where to, and where it breaks off. */
export interface Sender {
  readonly credential: Credential;
  readonly region: string;
  /** What gives the time of a signature where nothing else says it. */
  readonly sources: Pick<ClientSources, 'now'>;
  readonly abortAt?: number | undefined;
}

/**
 * Writes a request down as it goes over the wire: what is there by default is added, then changed as the form says,
 * then signed, then changed again behind the signature's back.
 */
export function composeRequest(
  draft: Draft,
  form: RequestForm,
  sender: Sender,
): WireRequest | Promise<WireRequest> {
  const mode = form.signing?.mode ?? defaultMode(draft);

  // 1. What is asked for, with the headers that it has to have.
  const asked = editDraft(draft, form.beforeSign);
  const headers = createHeaderFields(asked.headers);
  if (!headers.has('host')) {
    headers.set('host', draft.address.host);
  }
  const payload = payloadOf(asked, mode, form.signing ?? {});
  payload.announce(headers);
  const keys = signingKeys(form, mode, sender.credential);
  const composing = { draft, asked, form, sender, mode, headers, payload, keys };
  const hash = keys === null && !payload.isFramed ? '' : payload.hash();
  return hash instanceof Promise
    ? hash.then((payloadHash) => compose(composing, payloadHash))
    : compose(composing, hash);
}

interface Composing {
  readonly draft: Draft;
  readonly asked: Draft;
  readonly form: RequestForm;
  readonly sender: Sender;
  readonly mode: SignMode;
  readonly headers: HeaderFields;
  readonly payload: Payload;
  readonly keys: KeyPair | null;
}

function compose(composing: Composing, payloadHash: string): WireRequest {
  const { draft, asked, form, sender, mode, headers, payload, keys } = composing;

  // 2. Who signs it.
  const context =
    keys === null
      ? null
      : signingContext(form, mode, headers, payloadHash, {
          keys,
          region: sender.region,
          sources: sender.sources,
        });
  if (context !== null) {
    addSigningHeaders(headers, context);
  } else if (payload.isFramed) {
    headers.addIfAbsent('x-amz-content-sha256', payloadHash);
  }

  // 3. The body in its frames. The chain of chunk signatures begins with the one of step 4, made before any chunk is.
  let signed: Signed = { target: asked.target, seedSignature: '' };
  const framed =
    context !== null && mode.startsWith('v4-streaming')
      ? payload.frame(() => createChunkSigner(context.scope, signed.seedSignature))
      : payload.frame();
  const delimited = announceLength(asked.method, framed, headers, form);

  // 4. The signature, over what the form makes of the headers.
  editHeaders(headers, form.beforeSign);
  if (context !== null) {
    signed = signDraft(asked, headers, context);
  }

  // 5. What changes behind the signature's back.
  const { afterSign } = form;
  const body =
    afterSign?.body === undefined ? delimited : replaceBody(afterSign.body, delimited, headers, form);
  editHeaders(headers, afterSign);
  const isWaiting = form.expectContinue === true && body !== undefined;
  if (isWaiting) {
    headers.addIfAbsent('expect', '100-continue');
  }
  const method = afterSign?.method ?? asked.method;
  const target = editTarget(moveTarget(signed.target, afterSign?.path), afterSign?.query);

  // 6. The request as it is on the wire.
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
