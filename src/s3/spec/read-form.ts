import type { HeaderList } from '../../lib/headers.js';
import { parseSeconds, parseSize } from '../../lib/units.js';
import { signModes } from '../../operations/sign-modes.js';
import type {
  BodySource,
  ChunkOptions,
  Credential,
  RequestEdits,
  RequestForm,
  SignatureForgery,
  Signing,
} from '../types.js';
import { type Fields, fieldsOf, isFields, namesOf, numberOf, textOf, wordOf } from './fields.js';
import { parseTime } from './times.js';

/** What reading a request's description needs from outside. */
export interface FormContext {
  readonly now: Date;
  createBody(form: unknown): Promise<BodySource>;
  /** The credential of a name; throws where nobody has it. */
  findCredential(name: string): Credential;
}

/**
 * Reads how a request is signed, spoilt and sent from its description (`sign`, `signed_headers`, `before_sign`,
 * `content_length`, …). Throws a sentence for a value that means nothing.
 */
export async function readRequestForm(spec: Fields, context: FormContext): Promise<RequestForm> {
  const beforeSign = fieldsOf(spec, 'before_sign');
  const afterSign = fieldsOf(spec, 'after_sign');
  const contentLength = spec.content_length === null ? null : numberOf(spec, 'content_length');
  const transferEncoding = textOf(spec, 'transfer_encoding');
  const httpVersion = textOf(spec, 'http_version');
  return {
    signing: readSigning(spec, context),
    ...(beforeSign === undefined ? {} : { beforeSign: await readEdits(beforeSign, context) }),
    ...(afterSign === undefined ? {} : { afterSign: await readEdits(afterSign, context) }),
    ...(contentLength === undefined ? {} : { contentLength }),
    ...(transferEncoding === undefined ? {} : { transferEncoding }),
    ...(typeof spec.expect_continue === 'boolean' ? { expectContinue: spec.expect_continue } : {}),
    // YAML reads 1.0 as the number 1.
    ...(httpVersion === undefined ? {} : { httpVersion: httpVersion === '1' ? '1.0' : httpVersion }),
  };
}

/** Reads the `http` key of an operation: changes at its top level are made before signing. */
export async function readHttpEdits(spec: Fields, context: FormContext): Promise<RequestForm> {
  const form = await readRequestForm(spec, context);
  const top = await readEdits(spec, context);
  return { ...form, beforeSign: mergeEdits(top, form.beforeSign ?? {}) };
}

/** Reads headers by name; a list is several of one name, null none. */
export function readHeaders(headers: Fields | undefined): {
  readonly headers: HeaderList;
  readonly omitted: readonly string[];
} {
  const list: [string, string][] = [];
  const omitted: string[] = [];
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (value === null) {
      omitted.push(name);
    }
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined) {
        list.push([name, isFields(one) ? JSON.stringify(one) : String(one)]);
      }
    }
  }
  return { headers: list, omitted };
}

/** Reads query parameters by name; null takes one away. */
export function readQuery(query: Fields): Readonly<Record<string, string | null>> {
  const entries = Object.entries(query).map(([name, value]) => [name, value === null ? null : String(value)]);
  return Object.fromEntries(entries);
}

async function readEdits(spec: Fields, context: FormContext): Promise<RequestEdits> {
  const { headers, omitted } = readHeaders(fieldsOf(spec, 'headers'));
  const omitHeaders = [...omitted, ...(namesOf(spec, 'omit_headers') ?? [])];
  const query = fieldsOf(spec, 'query');
  const method = textOf(spec, 'method');
  const path = textOf(spec, 'path');
  return {
    headers,
    omitHeaders,
    ...(method === undefined ? {} : { method }),
    ...(path === undefined ? {} : { path }),
    ...(query === undefined ? {} : { query: readQuery(query) }),
    ...(spec.body === undefined ? {} : { body: await context.createBody(spec.body) }),
  };
}

function mergeEdits(first: RequestEdits, second: RequestEdits): RequestEdits {
  return {
    ...first,
    ...second,
    headers: [...(first.headers ?? []), ...(second.headers ?? [])],
    omitHeaders: [...(first.omitHeaders ?? []), ...(second.omitHeaders ?? [])],
    query: { ...first.query, ...second.query },
  };
}

function readSigning(spec: Fields, context: FormContext): Signing {
  const mode = wordOf(spec, 'sign', signModes);
  const expires = spec.expires === undefined ? undefined : parseSeconds(spec.expires);
  const credential = readCredential(spec.credential, context);
  const signedHeaders = namesOf(spec, 'signed_headers')?.map((name) => name.toLowerCase());
  const signature = readForgery(spec.signature);
  const chunks = fieldsOf(spec, 'chunks');
  const trailers = fieldsOf(spec, 'trailers');
  const texts = {
    payloadHash: textOf(spec, 'payload_hash'),
    region: textOf(spec, 'region'),
    service: textOf(spec, 'service'),
  };
  return {
    ...(mode === undefined ? {} : { mode }),
    ...(credential === undefined ? {} : { credential }),
    ...(signedHeaders === undefined ? {} : { signedHeaders }),
    ...Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined)),
    ...(expires === undefined ? {} : { expires }),
    ...(spec.date === undefined || spec.date === null ? {} : { date: parseTime(spec.date, context.now) }),
    ...(signature === undefined ? {} : { signature }),
    ...(chunks === undefined ? {} : { chunks: readChunks(chunks) }),
    ...(trailers === undefined ? {} : { trailers: readQuery(trailers) }),
  };
}

/** Reads a credential by name or inline; undefined where there is none. */
export function readCredential(value: unknown, context: FormContext): Credential | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  if (!isFields(value)) {
    return context.findCredential(String(value));
  }
  if (value.anonymous === true) {
    return { kind: 'anonymous', name: 'inline' };
  }
  const sessionToken = textOf(value, 'session_token');
  return {
    kind: 'keys',
    name: 'inline',
    accessKey: textOf(value, 'access_key') ?? '',
    secretKey: textOf(value, 'secret_key') ?? '',
    ...(sessionToken === undefined ? {} : { sessionToken }),
  };
}

/** Reads how a signature is forged: `flip`, or the value that is sent instead. */
export function readForgery(value: unknown): SignatureForgery | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  return value === 'flip' || value === true ? { flip: true } : { value: String(value) };
}

function readChunks(spec: Fields): ChunkOptions {
  const size = spec.size === undefined ? undefined : parseSize(spec.size);
  if (spec.size !== undefined && size === undefined) {
    throw new TypeError(
      `the size of a chunk is a number of bytes or such as 64KiB, not ${JSON.stringify(spec.size)}`,
    );
  }
  if (size !== undefined && size < 1) {
    throw new TypeError('the size of a chunk is at least 1');
  }
  const signature = fieldsOf(spec, 'signature');
  const forgery = signature && readForgery(signature.flip === true ? 'flip' : signature.value);
  const declared = fieldsOf(spec, 'declared_size');
  const trailerSignature = readForgery(spec.trailer_signature);
  return {
    ...(size === undefined ? {} : { size }),
    ...(signature === undefined || forgery === undefined
      ? {}
      : { signature: { at: numberOf(signature, 'at') ?? 0, forgery } }),
    ...(declared === undefined
      ? {}
      : { declared: { at: numberOf(declared, 'at') ?? 0, size: numberOf(declared, 'size') ?? 0 } }),
    ...(trailerSignature === undefined ? {} : { trailerSignature }),
    ...(typeof spec.omit_last === 'boolean' ? { omitLast: spec.omit_last } : {}),
  };
}
