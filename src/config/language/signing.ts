import { field, mapWith } from '../../lib/fields/fields.js';
import type { Report } from '../../lib/fields/report.js';
import { count, flag, mapOf, names, seconds, size, text, time, word } from '../../lib/fields/scalar-types.js';
import { checked, mapped, ruled, type ValueType } from '../../lib/fields/value-type.js';
import { isRecord } from '../../lib/records.js';
import { unknownValue } from '../../lib/unknown-value.js';
import { signModes } from '../../operations/sign-modes.js';
import type { SignatureForgery } from '../../s3/types.js';
import { credential } from './credential.js';

/** A signature as it is sent: with one digit changed, or another value altogether. */
const forgery: ValueType<SignatureForgery> = ruled({
  schema: { type: ['string', 'boolean'] },
  must: 'is flip, or a value to send instead',
  isRight: (value) => value === true || typeof value === 'string',
  read: (value) => (value === 'flip' || value === true ? { flip: true } : { value: String(value) }),
});

/** Texts by name; null takes one away or, of a trailer, has it computed. */
export const textsOrNull: ValueType<Readonly<Record<string, string | null>>> = mapped(
  mapOf((value) => (value === null ? null : String(value))),
  (read) => Object.fromEntries(read),
);

const chunkSignature = mapped(
  checked(
    mapWith({
      at: field(count, 'Which chunk, from 0.'),
      flip: field(flag, 'true: change one digit.'),
      value: field(text, 'What to send instead.'),
    }),
    (given, report) => {
      if (isRecord(given) && !('flip' in given) && !('value' in given)) {
        report.add('bad-value', `${report.name} needs flip: true, or a value`);
      }
    },
  ),
  ({ at = 0, flip, value }): { readonly at: number; readonly forgery: SignatureForgery } => ({
    at,
    forgery: flip || value === undefined || value === 'flip' ? { flip: true } : { value },
  }),
);

const declaredSize = mapped(
  mapWith({
    at: field(count, 'Which chunk, from 0.'),
    size: field(count, 'The size that it declares.'),
  }),
  ({ at = 0, size: declared = 0 }) => ({ at, size: declared }),
);

const chunks = mapWith({
  size: field(size, 'Bytes of a chunk (64 KiB).'),
  signature: field(chunkSignature, 'A chunk with a wrong signature.'),
  declared_size: field(declaredSize, 'A chunk that declares a wrong size.', 'declared'),
  trailer_signature: field(forgery, 'Of the trailers: flip, or a value to send instead.'),
  omit_last: field(flag, 'true: leave out the empty chunk at the end, and what follows it.'),
});

const signature = field(forgery, 'flip, or a value to send instead.');
const date = field(time, 'When it was signed: a duration such as -20m, or a time.');
const signer = field(
  credential,
  'A credential by name, or { access_key, secret_key, session_token }, or { anonymous: true }.',
);

/** What any signature may have. */
export const anySigning = { signature, date, credential: signer } as const;

/** How a request is signed: read into the signing of the request form. */
export const signing = {
  sign: field(word(signModes), `${signModes.join(', ')} (v4).`, 'mode'),
  signed_headers: field(
    mapped(names, (given) => given.map((name) => name.toLowerCase())),
    'The names of the headers to sign.',
  ),
  payload_hash: field(text, 'The value of x-amz-content-sha256.'),
  expires: field(seconds, 'How many seconds a presigned request is valid.'),
  date,
  region: field(text, 'The region in the scope of the signature.'),
  service: field(text, 'The service in the scope of the signature.'),
  signature,
  credential: signer,
  chunks: field(chunks, 'How a body is cut into signed chunks, and what is made wrong in them.'),
  trailers: field(textsOrNull, 'Trailers by name; null is a checksum to be computed.'),
} as const;

const idle = [
  { key: 'chunks', modes: /streaming|trailer/, needs: 'a sign that sends the body in chunks' },
  { key: 'trailers', modes: /trailer/, needs: 'a sign with trailers' },
  { key: 'expires', modes: /presigned/, needs: 'sign: v4-presigned or v2-presigned' },
] as const;

/** Reports what the kind of signature would make nothing of. */
export function checkIdle(value: unknown, report: Report): void {
  if (!isRecord(value)) {
    return;
  }
  const { sign = 'v4' } = value;
  for (const { key, modes, needs } of idle) {
    if (value[key] !== undefined && sign !== unknownValue && !modes.test(String(sign))) {
      report.at(key).add('bad-value', `${key} needs ${needs}`);
    }
  }
}
