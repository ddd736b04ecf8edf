import { postForm } from '../../src/config/language/post-form.js';
import { http, type RequestContext, request } from '../../src/config/language/request.js';
import { readEvaluated } from '../../src/config/language/typed-value.js';
import type { Value } from '../../src/config/values/value.js';
import type { ValueType } from '../../src/lib/fields/value-type.js';
import { postFormRequest, rawRequest } from '../../src/s3/index.js';
import type { ClientOptions, Credential, RequestCall, RequestForm } from '../../src/s3/types.js';

/** A map of the configuration, evaluated. */
export type Fields = Readonly<Record<string, unknown>>;

/** What reading a request needs, and who sends it. */
export interface CallContext extends RequestContext {
  readonly credential: Credential;
  readonly client: ClientOptions;
}

function read<T, C>(name: string, spec: Fields, type: ValueType<T, C>, context: C): Promise<T> {
  const at = { file: { name: 'test.yaml', text: '' }, start: 0, end: 0 };
  const source: Value = { kind: 'literal', value: null, source: '', at };
  return readEvaluated(name, spec, source, type, context);
}

/** The call of a `request` step. */
export async function readRequest(spec: Fields, context: CallContext): Promise<RequestCall> {
  return rawRequest(await read('request', spec, request, context), context);
}

/** The changes of an operation's `http`. */
export function readHttpEdits(spec: Fields, context: CallContext): Promise<RequestForm> {
  return read('http', spec, http, context);
}

/** The call of a `post_form` step. */
export async function readPostForm(
  spec: Fields,
  context: CallContext & { readonly region: string },
): Promise<RequestCall> {
  return postFormRequest(await read('post_form', spec, postForm, context), context);
}
