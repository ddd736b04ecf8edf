import { formSignModes, signModes } from '../../operations/sign-modes.js';
import type { Fields } from '../shape/compound.js';
import { object, optional, value, valueMap } from '../shape/compound.js';
import type { Shape } from '../shape/shape.js';
import type { Value } from '../values/value.js';
import { operationName } from './operation-name.js';

/** A map of values with named fields, or a reference to one. */
function fields(what: string, known: Fields): Shape<Value> {
  const documented = object(what, known);
  return {
    read(node, context) {
      if (node.kind === 'scalar' && node.source.includes('${')) {
        return value().read(node, context);
      }
      return documented.read(node, context) === undefined
        ? undefined
        : valueMap.read(node, { ...context, report: () => {} });
    },
    schema: (definitions) => ({ anyOf: [documented.schema(definitions), { type: 'string' }] }),
  };
}

const signature = optional(value(), 'flip, or a value to send instead.');
const date = optional(value(), 'When it was signed: a duration such as -20m, or a time.');
const credential = optional(
  value(),
  'A credential by name, or { access_key, secret_key, session_token }, or { anonymous: true }.',
);

const edits: Fields = {
  method: optional(value(), 'Another method.'),
  path: optional(value(), 'Another path, with its query.'),
  query: optional(value(), 'Query parameters to set; null takes one away.'),
  headers: optional(value(), 'Headers to set; null takes one away.'),
  omit_headers: optional(value(), 'Headers to leave out.'),
  body: optional(value(), 'Another body.'),
};

const chunks = fields('chunks', {
  size: optional(value(), 'Bytes of a chunk (64 KiB).'),
  signature: optional(
    fields('signature', {
      at: optional(value(), 'Which chunk, from 0.'),
      flip: optional(value(), 'true: one digit is another.'),
      value: optional(value(), 'What to send instead.'),
    }),
    'A chunk with a wrong signature.',
  ),
  declared_size: optional(
    fields('declared_size', {
      at: optional(value(), 'Which chunk, from 0.'),
      size: optional(value(), 'The size that it says it has.'),
    }),
    'A chunk that says another size than it has.',
  ),
  trailer_signature: optional(value(), 'Of the trailers: flip, or a value to send instead.'),
  omit_last: optional(value(), 'true: leave out the empty chunk at the end, and what follows it.'),
});

const signing: Fields = {
  sign: optional(
    value({ anyOf: [{ enum: signModes }, { type: 'string' }] }),
    `${signModes.join(', ')} (v4).`,
  ),
  signed_headers: optional(value(), 'The names of the headers to sign.'),
  payload_hash: optional(value(), 'The value of x-amz-content-sha256.'),
  expires: optional(value(), 'Seconds a presigned request holds.'),
  date,
  region: optional(value(), 'The region in the scope of the signature.'),
  service: optional(value(), 'The service in the scope of the signature.'),
  signature,
  credential,
  chunks: optional(chunks, 'How a body in signed chunks is cut, and what is wrong with it.'),
  trailers: optional(value(), 'Trailers by name; null is a checksum to be computed.'),
  before_sign: optional(fields('before_sign', edits), 'Changes that are signed.'),
  after_sign: optional(fields('after_sign', edits), 'Changes that the signature does not know.'),
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

/** Raw HTTP, compiled as it stands. */
export const request: Shape<Value> = fields('request', {
  ...wire,
  ...signing,
  as: optional(operationName, 'Judge the answer with the output of this operation.'),
});

/** Changes to the HTTP request that an operation makes. */
export const httpEdits: Shape<Value> = fields('http', { ...signing, ...edits });

/** A browser upload, compiled as it stands. */
export const postForm: Shape<Value> = fields('post_form', {
  bucket: optional(value(), 'The bucket; the fixture’s where it is left out.'),
  fields: optional(value(), 'Form fields by name, in order.'),
  omit_fields: optional(value(), 'Fields that would be added, and are not to be.'),
  policy: optional(value(), 'The policy document: { expiration, conditions }.'),
  file: optional(value(), 'The body of the file, in any body form.'),
  file_name: optional(value(), 'The name of the file.'),
  file_first: optional(value(), 'Put the file before the other fields.'),
  sign: optional(
    value({ anyOf: [{ enum: formSignModes }, { type: 'string' }] }),
    'v4 (default), v2 or none.',
  ),
  signature,
  date,
  credential,
});
