import { field, fieldsOf, mapWith, type ReadFields, readFields } from '../../lib/fields/fields.js';
import { flag, mapOf, names, text } from '../../lib/fields/scalar-types.js';
import { checked, mapped, nullable, ruled, type ValueType } from '../../lib/fields/value-type.js';
import { isRecord } from '../../lib/records.js';
import type { HeaderEdits, RawRequest, RequestEdits, RequestForm, Signing } from '../../s3/types.js';
import { type BodyContext, body, otherBody } from './body.js';
import type { CredentialContext } from './credential.js';
import { responseOperation } from './operation-name.js';
import { checkIdle, signing, textsOrNull } from './signing.js';

/** What reading a request needs from outside. */
export interface RequestContext extends BodyContext, CredentialContext {
  readonly now: Date;
}

/** Headers by name; a list is several of one name, null none. */
const headers: ValueType<HeaderEdits> = mapped(
  mapOf((value) => (Array.isArray(value) ? value.filter((one) => one !== null) : [value])),
  (read) => [...read].flatMap(([name, values]) => values.map((value) => [name, headerText(value)] as const)),
);

function headerText(value: unknown): string | null {
  return value === null ? null : isRecord(value) ? JSON.stringify(value) : String(value);
}

const url = ruled({
  schema: { type: 'string' },
  must: 'is a URL such as http://127.0.0.1:9000/bucket/key',
  isRight: (value) => /^https?:\/\/[^/]/i.test(String(value)),
  read: String,
});

/** What is changed of a request that is made already. */
const edits = {
  method: field(text, 'Another method.'),
  path: field(text, 'Another path, with its query.'),
  query: field(textsOrNull, 'Query parameters to set; null takes one away.'),
  headers: field(headers, 'Headers to set; a list is sent as several, null takes one away.'),
  omit_headers: field(names, 'Headers to leave out.'),
  body: field(otherBody, 'Another body, in any body form.'),
} as const;

/** What a request asks for. */
const asked = {
  method: field(text, 'The method; GET where it is left out.'),
  path: field(text, 'The path with its query, byte for byte.'),
  url: field(url, 'A whole URL instead of a path.'),
  query: field(textsOrNull, 'Query parameters by name, added to the path.'),
  headers: field(headers, 'Headers by name; a list is sent as several.'),
  body: field(body, 'The body, in any body form.'),
  as: field(responseOperation, 'Parse and judge the response as the output of this operation.'),
} as const;

/** How a request goes over the wire. */
const transport = {
  before_sign: field(mapWith(edits), 'Changes made before the request is signed.'),
  after_sign: field(mapWith(edits), 'Changes made after the request is signed.'),
  content_length: field(
    nullable(
      ruled({
        schema: { type: ['integer', 'string'], pattern: '^-?\\d+$' },
        must: 'is a whole number, or null for none',
        isRight: (value) => /^-?\d+$/.test(String(value)),
        read: Number,
      }),
    ),
    'The Content-Length to send, right or wrong; null sends none.',
  ),
  transfer_encoding: field(text, 'chunked'),
  expect_continue: field(flag, 'Wait for 100 Continue before the body.'),
  // YAML reads 1.0 as the number 1.
  http_version: field(
    mapped(text, (version) => (version === '1' ? '1.0' : version)),
    '1.0 or 1.1',
  ),
} as const;

async function readForm(map: unknown, context: RequestContext): Promise<RequestForm> {
  return {
    signing: await readFields(fieldsOf<Signing>()(signing), map, context),
    ...(await readFields(fieldsOf<RequestForm>()(transport), map, context)),
  };
}

/** `request`: raw HTTP, what no SDK will send. */
export const request: ValueType<RawRequest, RequestContext> = {
  ...checked(checked(mapWith({ ...asked, ...signing, ...transport }), checkIdle), (value, report) => {
    if (isRecord(value) && value.url !== undefined && value.path !== undefined) {
      report.at('path').add('bad-value', 'a request goes to a url or to a path, not to both');
    }
  }),
  async read(map, context) {
    return {
      ...(await readForm(map, context)),
      ...(await readFields(fieldsOf<RawRequest>()(asked), map, context)),
    };
  },
};

/** `http`: changes to the HTTP request that an operation makes; those at its top level are made before signing. */
export const http: ValueType<RequestForm, RequestContext> = {
  ...checked(mapWith({ ...signing, ...transport, ...edits }), checkIdle),
  async read(map, context) {
    const form = await readForm(map, context);
    return {
      ...form,
      beforeSign: merge(await readFields(fieldsOf<RequestEdits>()(edits), map, context), form.beforeSign),
    };
  },
};

function merge(first: ReadFields<typeof edits>, second: RequestEdits = {}): RequestEdits {
  return {
    ...first,
    ...second,
    headers: [...(first.headers ?? []), ...(second.headers ?? [])],
    omitHeaders: [...(first.omitHeaders ?? []), ...(second.omitHeaders ?? [])],
    query: { ...first.query, ...second.query },
  };
}
