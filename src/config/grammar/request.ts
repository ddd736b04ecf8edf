import type { Fields } from '../shape/compound.js';
import { object, optional, value, valueMap } from '../shape/compound.js';
import type { JsonSchema, Shape } from '../shape/shape.js';
import type { Value } from '../values/value.js';
import { operationName } from './operation-name.js';

const spoil: JsonSchema = {
  type: 'object',
  properties: { headers: {}, omit_headers: {}, query: {}, body: {}, method: {}, path: {} },
};

const signing: Fields = {
  sign: optional(
    value(),
    'v4 (default), v4-unsigned-payload, v4-streaming, v4-streaming-trailer, v4-unsigned-trailer, v4-presigned, v2, v2-presigned or none.',
  ),
  signed_headers: optional(value(), 'The names of the headers to sign.'),
  payload_hash: optional(value(), 'The value of x-amz-content-sha256.'),
  expires: optional(value(), 'Seconds a presigned request holds.'),
  date: optional(value(), 'When it was signed: a duration such as -20m, or a time.'),
  region: optional(value(), 'The region in the scope of the signature.'),
  service: optional(value(), 'The service in the scope of the signature.'),
  signature: optional(value(), 'flip, or a value to send instead.'),
  credential: optional(value(), 'A credential by name, or { access_key, secret_key }.'),
  chunks: optional(value(), '{ size, signature: { at: 1, flip: true }, omit_last: true }'),
  trailers: optional(value(), 'Trailers by name.'),
  before_sign: optional(value(spoil), 'Changes that are signed.'),
  after_sign: optional(value(spoil), 'Changes that the signature does not know.'),
  content_length: optional(value(), 'The Content-Length to send: it may lie, or be null for none.'),
  transfer_encoding: optional(value(), 'chunked'),
  expect_continue: optional(value(), 'Wait for 100 Continue before the body.'),
  http_version: optional(value(), '1.0 or 1.1'),
};

const wire: Fields = {
  method: optional(value(), 'The method; GET where it is left out.'),
  path: optional(value(), 'The path with its query, byte for byte.'),
  url: optional(value(), 'A whole URL instead of a path.'),
  query: optional(value(), 'Query parameters by name, added to the path.'),
  headers: optional(value(), 'Headers by name; a list is sent as several.'),
  body: optional(value(), 'The body, in any body form.'),
};

function compiled(what: string, fields: Fields): Shape<Value> {
  const documented = object(what, fields);
  return {
    read(node, context) {
      return documented.read(node, context) === undefined
        ? undefined
        : valueMap.read(node, { ...context, report: () => {} });
    },
    schema: (definitions) => documented.schema(definitions),
  };
}

/** Raw HTTP, compiled as it stands. */
export const request: Shape<Value> = compiled('request', {
  ...wire,
  ...signing,
  as: optional(operationName, 'Judge the answer with the output of this operation.'),
});

/** Changes to the HTTP request that an operation makes. */
export const httpEdits: Shape<Value> = compiled('http', {
  ...signing,
  headers: optional(value(), 'Headers to set.'),
  omit_headers: optional(value(), 'Headers to leave out.'),
  query: optional(value(), 'Query parameters to set.'),
  body: optional(value(), 'Another body.'),
  method: optional(value(), 'Another method.'),
  path: optional(value(), 'Another path.'),
});

/** A browser upload, compiled as it stands. */
export const postForm: Shape<Value> = compiled('post_form', {
  bucket: optional(value(), 'The bucket; the fixture’s where it is left out.'),
  fields: optional(value(), 'Form fields by name, in order.'),
  omit_fields: optional(value(), 'Fields that would be added, and are not to be.'),
  policy: optional(value(), 'The policy document: { expiration, conditions }.'),
  file: optional(value(), 'The body of the file, in any body form.'),
  file_name: optional(value(), 'The name of the file.'),
  file_first: optional(value(), 'Put the file before the other fields.'),
  sign: optional(value(), 'v4 (default), v2 or none.'),
  signature: optional(value(), 'flip, or a value to send instead.'),
  date: optional(value(), 'When it was signed: a duration such as -20m, or a time.'),
  credential: optional(value(), 'A credential by name, or { access_key, secret_key }.'),
});
