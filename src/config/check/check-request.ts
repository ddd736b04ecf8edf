import { isRecord as isMap } from '../../lib/records.js';
import { unknownValue } from '../../operations/index.js';
import { formSignModes, signModes } from '../../operations/sign-modes.js';
import {
  bodyCheck,
  countCheck,
  fieldsOf,
  flagCheck,
  mapCheck,
  must,
  namesCheck,
  secondsCheck,
  sizeCheck,
  textCheck,
  timeCheck,
  type ValueCheck,
  type ValueProblem,
  wordCheck,
} from './check-values.js';

const edits = {
  method: textCheck,
  path: textCheck,
  query: mapCheck,
  headers: mapCheck,
  omit_headers: namesCheck,
  body: bodyCheck,
};

const forgery = must(
  (value) => value === true || typeof value === 'string',
  'is flip, or a value to send instead',
);

const credential: ValueCheck = (value) =>
  isMap(value)
    ? fieldsOf({
        access_key: textCheck,
        secret_key: textCheck,
        session_token: textCheck,
        anonymous: flagCheck,
      })(value)
    : textCheck(value);

const chunkSignature: ValueCheck = (value) => [
  ...fieldsOf({ at: countCheck, flip: flagCheck, value: textCheck })(value),
  ...must(
    (given) => !isMap(given) || 'flip' in given || 'value' in given,
    'needs flip: true, or a value',
  )(value),
];

const signing = {
  sign: wordCheck(signModes),
  signed_headers: namesCheck,
  payload_hash: textCheck,
  expires: secondsCheck,
  date: timeCheck,
  region: textCheck,
  service: textCheck,
  signature: forgery,
  credential,
  chunks: fieldsOf({
    size: sizeCheck,
    signature: chunkSignature,
    declared_size: fieldsOf({ at: countCheck, size: countCheck }),
    trailer_signature: forgery,
    omit_last: flagCheck,
  }),
  trailers: mapCheck,
  before_sign: fieldsOf(edits),
  after_sign: fieldsOf(edits),
  content_length: must((value) => /^-?\d+$/.test(String(value)), 'is a whole number, or null for none'),
  transfer_encoding: textCheck,
  expect_continue: flagCheck,
  http_version: textCheck,
};

const url = must(
  (value) => URL.canParse(String(value)) && /^https?:$/.test(new URL(String(value)).protocol),
  'is a URL such as http://127.0.0.1:9000/bucket/key',
);

/** Checks the values of a raw request, as far as they are known. */
export const checkRequest: ValueCheck = (value) => [
  ...fieldsOf({ ...edits, ...signing, url })(value),
  ...contradictions(value),
];

/** Checks the values of the changes to an operation's request. */
export const checkHttp: ValueCheck = fieldsOf({ ...edits, ...signing });

/** Checks the values of a browser's upload. */
export const checkPostForm: ValueCheck = fieldsOf({
  bucket: textCheck,
  fields: mapCheck,
  omit_fields: namesCheck,
  file: bodyCheck,
  file_name: textCheck,
  file_first: flagCheck,
  sign: wordCheck(formSignModes),
  signature: forgery,
  date: timeCheck,
  credential,
});

function contradictions(value: unknown): readonly ValueProblem[] {
  if (!isMap(value)) {
    return [];
  }
  const { url: link, path, sign = 'v4', chunks, trailers, expires } = value;
  const problems: ValueProblem[] = [];
  if (link !== undefined && path !== undefined) {
    problems.push({
      path: ['path'],
      fault: { sentence: 'a request goes to a url or to a path, not to both' },
    });
  }
  if (sign === unknownValue) {
    return problems;
  }
  const idle = [
    {
      key: 'chunks',
      given: chunks,
      modes: /streaming|trailer/,
      needs: 'a sign that sends the body in chunks',
    },
    { key: 'trailers', given: trailers, modes: /trailer/, needs: 'a sign with trailers' },
    { key: 'expires', given: expires, modes: /presigned/, needs: 'sign: v4-presigned or v2-presigned' },
  ].filter(({ given, modes }) => given !== undefined && !modes.test(String(sign)));
  return [
    ...problems,
    ...idle.map(({ key, needs }) => ({ path: [key], fault: { predicate: `needs ${needs}` } })),
  ];
}
