import { editTarget } from '../request/edit-request.js';
import type { ClientOptions, Credential, RequestCall } from '../types.js';
import { type Fields, fieldsOf, textOf } from './fields.js';
import { type FormContext, readHeaders, readQuery, readRequestForm } from './read-form.js';

/** Who sends what is read, and how. */
export interface CallContext extends FormContext {
  readonly credential: Credential;
  readonly client: ClientOptions;
}

/**
 * Reads a raw request from its description: `method`, `path` or `url`, `query`, `headers`, `body`, `as`, and how it
 * is signed and spoilt. A link is not signed again unless it is asked for. Throws a sentence for what means nothing.
 */
export async function readRequest(spec: Fields, context: CallContext): Promise<RequestCall> {
  const form = await readRequestForm(spec, context);
  const url = textOf(spec, 'url');
  const { headers } = readHeaders(fieldsOf(spec, 'headers'));
  const as = textOf(spec, 'as');
  const isUnsignedLink = url !== undefined && form.signing?.mode === undefined;
  return {
    ...form,
    ...(isUnsignedLink ? { signing: { ...form.signing, mode: 'none' } } : {}),
    kind: 'request',
    method: textOf(spec, 'method') ?? 'GET',
    path: editTarget(url ?? textOf(spec, 'path') ?? '/', readQuery(fieldsOf(spec, 'query') ?? {})),
    headers,
    ...(spec.body === undefined || spec.body === null ? {} : { body: await context.createBody(spec.body) }),
    ...(as === undefined ? {} : { as }),
    credential: context.credential,
    client: context.client,
  };
}
