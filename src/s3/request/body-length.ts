import { httpChunkedBody } from '../bodies/http-chunked.js';
import type { BodySource, RequestForm } from '../types.js';
import type { HeaderFields } from './header-fields.js';

/** Says where the body ends, as the form gives it or as it is, and frames it by HTTP's own chunks where it has to. */
export function announceLength(
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
export function replaceBody(
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

/** Whether what is announced is not what is sent. */
export function isIrregular(form: RequestForm, headers: HeaderFields, body: BodySource | undefined): boolean {
  const length = headers.get('content-length');
  return (
    form.contentLength !== undefined ||
    form.transferEncoding !== undefined ||
    (length !== undefined && length !== String(body?.size ?? 0)) ||
    (length === undefined && body !== undefined && !headers.has('transfer-encoding'))
  );
}
