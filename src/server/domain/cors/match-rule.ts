import type { Headers } from '../../ground/http/incoming.js';
import type { Bucket } from '../../ground/store/records.js';
import type { XmlElement } from '../../ground/xml/element.js';
import { selectAll, selectText } from '../../ground/xml/select.js';

/** What a browser says about a cross-origin request. */
export interface CorsRequest {
  readonly origin: string;
  readonly method: string;
  /** The headers that it asks to send, in lower case. */
  readonly headers: readonly string[];
}

type ReplyHeaders = Readonly<Record<string, string | undefined>>;

/** The headers that a browser asks to send, in lower case. */
export function askedHeaders(headers: Headers): string[] {
  return (headers['access-control-request-headers'] ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
}

/** The headers that a bucket's first matching rule adds to a response; undefined where none matches. */
export function corsHeaders(bucket: Bucket, question: CorsRequest): ReplyHeaders | undefined {
  const rules = selectAll(bucket.settings.documents.cors, 'CORSRule');
  for (const rule of rules) {
    const origin = texts(rule, 'AllowedOrigin').find((pattern) => matches(pattern, question.origin, false));
    if (origin !== undefined && allows(rule, question)) {
      return headersOf(rule, origin, question);
    }
  }
  return undefined;
}

function allows(rule: XmlElement, { method, headers }: CorsRequest): boolean {
  const allowedHeaders = texts(rule, 'AllowedHeader');
  return (
    texts(rule, 'AllowedMethod').includes(method) &&
    headers.every((header) => allowedHeaders.some((pattern) => matches(pattern, header, true)))
  );
}

function headersOf(rule: XmlElement, allowedOrigin: string, { origin, headers }: CorsRequest): ReplyHeaders {
  const exposed = texts(rule, 'ExposeHeader');
  const isForAll = allowedOrigin === '*';
  return {
    'access-control-allow-origin': isForAll ? '*' : origin,
    'access-control-allow-methods': texts(rule, 'AllowedMethod').join(', '),
    'access-control-allow-headers': headers.length === 0 ? undefined : headers.join(', '),
    'access-control-expose-headers': exposed.length === 0 ? undefined : exposed.join(', '),
    'access-control-max-age': selectText(rule, 'MaxAgeSeconds'),
    'access-control-allow-credentials': isForAll ? undefined : 'true',
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}

function texts(rule: XmlElement, name: string): string[] {
  return selectAll(rule, name).map(({ content }) => String(content));
}

function matches(pattern: string, text: string, ignoresCase: boolean): boolean {
  const [start = '', end] = (ignoresCase ? pattern.toLowerCase() : pattern).split('*');
  if (end === undefined) {
    return start === text;
  }
  return text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end);
}
