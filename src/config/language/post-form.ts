import { field, mapWith } from '../../lib/fields/fields.js';
import { flag, mapOf, names, text, word } from '../../lib/fields/scalar-types.js';
import { mapped, nullable, ruled, type ValueType } from '../../lib/fields/value-type.js';
import { isRecord } from '../../lib/records.js';
import { parseRelativeTime } from '../../lib/times.js';
import { unknownValue } from '../../lib/unknown-value.js';
import { formSignModes } from '../../operations/sign-modes.js';
import type { FormFields, PostForm, PostPolicyForm } from '../../s3/types.js';
import { body } from './body.js';
import type { RequestContext } from './request.js';
import { anySigning } from './signing.js';

/** Form fields by name, in order; a list is several of one name, null none. */
const fields: ValueType<FormFields> = mapped(
  mapOf((value) => (Array.isArray(value) ? value : [value]).filter((one) => one !== null).map(String)),
  (read) => [...read].flatMap(([name, values]) => values.map((value) => [name, value] as const)),
);

/** A duration is one from now on; anything else, right or wrong, goes out as it is. */
const expiration: ValueType<unknown, { readonly now: Date }> = {
  schema: {},
  check() {},
  read(value, { now }) {
    const isDuration = typeof value === 'string' && /^[+-]?\d+(\.\d+)?(ms|[smhd])$/.test(value);
    return isDuration || value instanceof Date ? parseRelativeTime(value, now)?.toISOString() : value;
  },
};

const conditions: ValueType<readonly unknown[]> = ruled({
  schema: { type: 'array' },
  must: 'is a list of conditions, each a map or a list; a text as the policy goes out as it is',
  isRight: (value) => Array.isArray(value) && value.every((one) => isCondition(one)),
  read: (value) => (Array.isArray(value) ? value : []),
});

function isCondition(value: unknown): boolean {
  return value === unknownValue || Array.isArray(value) || isRecord(value);
}

const policyDocument = mapWith({
  expiration: field(expiration, 'When it expires: a time, or a duration from now (1h).'),
  conditions: field(conditions, 'What it allows; only this upload if left out.'),
});

/** A policy as a document, or as the text that is sent for one, right or wrong. */
const policy: ValueType<PostPolicyForm | string, { readonly now: Date }> = {
  schema: { anyOf: [policyDocument.schema, { type: 'string' }] },
  check(value, report) {
    if (isRecord(value)) {
      policyDocument.check(value, report);
    } else if (typeof value !== 'string' && value !== unknownValue) {
      report.add('wrong-type', `${report.name} is a map, or a text that is sent as it is`);
    }
  },
  read: (value, context) => (typeof value === 'string' ? value : policyDocument.read(value, context)),
};

/** `post_form`: a browser upload. */
export const postForm: ValueType<PostForm, RequestContext> = mapWith({
  bucket: field(text, 'The bucket; the bucket of the fixture if left out.'),
  fields: field(fields, 'Form fields by name, in order.'),
  omit_fields: field(names, 'Fields to leave out, of those that are added by default.'),
  policy: field(
    nullable(policy),
    'The policy document: { expiration, conditions }, or a text; null leaves it out.',
  ),
  file: field(body, 'The body of the file, in any body form.'),
  file_name: field(text, 'The name of the file.'),
  file_first: field(flag, 'Put the file before the other fields.'),
  sign: field(word(formSignModes), 'v4 (default), v2 or none.', 'mode'),
  ...anySigning,
});
