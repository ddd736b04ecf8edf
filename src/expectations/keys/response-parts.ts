import { reportUnknownKeys } from '../../lib/fields/report.js';
import { isRecord } from '../../lib/records.js';
import { parseSeconds } from '../../lib/units.js';
import { checkBody, checkPattern } from '../check/check-body.js';
import { checkExpressions } from '../check/check-expressions.js';
import { checkMatcher, checkMatcherMap } from '../check/check-matcher.js';
import { judgeBody, judgePattern } from '../judge-body.js';
import { judgeExpressions } from '../judge-expressions.js';
import { judgeHeaders, judgeMetadata } from '../judge-headers.js';
import { match } from '../match.js';
import { mismatch } from '../mismatch.js';
import type { ResponseContains } from '../types.js';
import type { ExpectationKey } from './key.js';

type Matchers = Readonly<Record<string, unknown>>;

const readMap = (value: unknown): Matchers => (isRecord(value) ? value : {});

/** Headers by name. */
const headers: ExpectationKey<Matchers> = {
  doc: 'Headers by name: a text or a matcher; null: absent.',
  schema: {},
  check: (value, report) => checkMatcherMap(value, 'headers', report),
  read: readMap,
  judge: (expected, observed, { path }) => judgeHeaders(expected, observed.response.headers, path),
};

/** The interim responses. */
const interim: ExpectationKey<unknown> = {
  doc: 'The interim responses that must precede it: [100].',
  schema: {},
  check(value, report) {
    if (!Array.isArray(value) && !isRecord(value)) {
      report.add('wrong-type', 'interim is a list of statuses');
    }
    checkMatcher(value, report);
  },
  read: (value) => value,
  judge: (expected, observed, { path }) => match(expected, observed.response.interim, path),
};

/** The parsed output. */
const response: ExpectationKey<Matchers> = {
  doc: 'JMESPath over the parsed output, each with a value or a matcher.',
  schema: {},
  check: (value, report, { operation }) => checkExpressions(value, 'response', operation, report),
  read: readMap,
  judge: (expected, observed, { path }) => judgeExpressions(expected, observed.response.output, path),
};

const containsDocs = {
  headers: { description: 'Headers by name: a text or a matcher.' },
  body_pattern: {
    type: 'string',
    description: 'A regular expression over the first MiB of the raw response body.',
  },
  metadata: { description: 'User metadata by name.' },
};

/** The short form for headers, the body and metadata. */
const responseContains: ExpectationKey<ResponseContains> = {
  doc: 'Headers, a body pattern and metadata that must be there.',
  schema: { type: 'object', properties: containsDocs, additionalProperties: false },
  check(value, report) {
    if (!isRecord(value)) {
      report.add('wrong-type', 'response_contains is a map of headers, body_pattern and metadata');
      return;
    }
    reportUnknownKeys(value, Object.keys(containsDocs), report);
    for (const name of ['headers', 'metadata'] as const) {
      if (name in value) {
        checkMatcherMap(value[name], name, report.at(name));
      }
    }
    if ('body_pattern' in value) {
      checkPattern(value.body_pattern, report.at('body_pattern'));
    }
  },
  read(value) {
    const { headers: some, body_pattern: pattern, metadata } = readMap(value);
    return {
      ...(isRecord(some) && { headers: some }),
      ...(pattern !== undefined && { body_pattern: String(pattern) }),
      ...(isRecord(metadata) && { metadata }),
    };
  },
  judge(expected, observed, { prefix }) {
    const { headers: some, body_pattern: pattern, metadata } = expected;
    return [
      ...(some ? judgeHeaders(some, observed.response.headers, `${prefix}headers`) : []),
      ...(pattern === undefined ? [] : judgePattern(pattern, observed, `${prefix}body.pattern`)),
      ...(metadata ? judgeMetadata(metadata, observed.response.headers, `${prefix}metadata`) : []),
    ];
  },
};

/** The longest that it may take. */
const maxDuration: ExpectationKey<number | string> = {
  doc: 'The longest time that it may take, such as 2s.',
  schema: { type: ['string', 'number'] },
  check(value, report) {
    if ((parseSeconds(value) ?? -1) < 0) {
      report.add('wrong-type', 'max_duration is seconds, or text like 2s');
    }
  },
  read: (value) => (typeof value === 'number' ? value : String(value)),
  judge(expected, { seconds }, { path }) {
    const limit = parseSeconds(expected);
    return limit !== undefined && seconds <= limit ? [] : [mismatch(path, expected, seconds)];
  },
};

/** The body. */
const body: ExpectationKey<unknown> = {
  doc: 'The whole body: any body form, or a map of equals, pattern, size, sha256, md5, one_of, same_as.',
  schema: {},
  check: checkBody,
  read: (value) => value,
  judge: (expected, observed, { path }) => judgeBody(expected, observed, path),
};

/** What is expected of the parts of a response. */
export const responseKeys = {
  headers,
  interim,
  response,
  response_contains: responseContains,
  max_duration: maxDuration,
  body,
} as const;
