import { parseSeconds } from '../operations/units.js';
import type { Mismatch } from '../results/types.js';
import { isMap } from './is-map.js';
import { judgeBody, judgePattern } from './judge-body.js';
import { judgeErrorCode } from './judge-error-code.js';
import { judgeHeaders, judgeMetadata } from './judge-headers.js';
import { match } from './match.js';
import { mismatch } from './mismatch.js';
import { toStatuses } from './normalize-expectation.js';
import { searchOutput } from './search-output.js';
import type { Expectation, Observed, OutcomeSummary, ResponseContains } from './types.js';

/**
 * Compares a response with a normalized expectation and returns every mismatch at once. The mismatches of
 * the alternatives of `any_of`, where none fits, stand under `any_of[i]`. `all` is left to `judgeAll`.
 */
export function judge(expectation: Expectation, observed: Observed): readonly Mismatch[] {
  return judgeAt(expectation, observed, '');
}

/** Judges `all`: JMESPath → matcher over the list of the outcomes of a loop or a parallel block. */
export function judgeAll(all: unknown, outcomes: readonly OutcomeSummary[]): readonly Mismatch[] {
  return isMap(all) ? judgeExpressions(all, outcomes, 'all') : [mismatch('all', all, outcomes.length)];
}

function judgeAt(expectation: Expectation, observed: Observed, prefix: string): readonly Mismatch[] {
  const { success, status_code, error_code, error, headers, interim, response, response_contains, body } =
    expectation;
  const found: Mismatch[] = [];
  if (success !== undefined && success !== observed.response.success) {
    found.push(mismatch('success', success, observed.response.success));
  }
  if (status_code !== undefined && !toStatuses(status_code).includes(observed.response.status)) {
    found.push(mismatch('status_code', status_code, observed.response.status));
  }
  if (error_code !== undefined) {
    found.push(...judgeErrorCode(error_code, observed.response));
  }
  if (error !== undefined) {
    found.push(...match(error, observed.response.error, 'error'));
  }
  if (headers) {
    found.push(...judgeHeaders(headers, observed.response.headers));
  }
  if (interim !== undefined) {
    found.push(...match(interim, observed.response.interim, 'interim'));
  }
  if (response) {
    found.push(...judgeExpressions(response, observed.response.output, 'response'));
  }
  if (response_contains) {
    found.push(...judgeContents(response_contains, observed));
  }
  found.push(...judgeDuration(expectation.max_duration, observed.seconds));
  const placed = found.map((one) => ({ ...one, path: prefix + one.path }));
  const bodies = body === undefined ? [] : judgeBody(body, observed, `${prefix}body`);
  return [...placed, ...bodies, ...judgeAlternatives(expectation.any_of, observed, prefix)];
}

function judgeExpressions(
  expected: Readonly<Record<string, unknown>>,
  data: unknown,
  path: string,
): readonly Mismatch[] {
  return Object.entries(expected).flatMap(([expression, matcher]) => {
    const result = searchOutput(data, expression);
    const place = `${path}.${expression}`;
    return result.found
      ? match(matcher, result.value, place)
      : [mismatch(place, matcher, { unreadable: result.reason })];
  });
}

function judgeContents(contains: ResponseContains, observed: Observed): readonly Mismatch[] {
  const { headers, body_pattern, metadata } = contains;
  const found: Mismatch[] = [];
  if (headers) {
    found.push(...judgeHeaders(headers, observed.response.headers));
  }
  if (body_pattern !== undefined) {
    found.push(...judgePattern(body_pattern, observed, 'body.pattern'));
  }
  if (metadata) {
    found.push(...judgeMetadata(metadata, observed.response.headers));
  }
  return found;
}

function judgeDuration(longest: number | string | undefined, seconds: number): readonly Mismatch[] {
  if (longest === undefined) {
    return [];
  }
  const limit = parseSeconds(longest);
  return limit !== undefined && seconds <= limit ? [] : [mismatch('max_duration', longest, seconds)];
}

function judgeAlternatives(
  alternatives: readonly Expectation[] | undefined,
  observed: Observed,
  prefix: string,
): readonly Mismatch[] {
  if (!alternatives) {
    return [];
  }
  const found = alternatives.map((one, index) => judgeAt(one, observed, `${prefix}any_of[${index}].`));
  return found.some((mismatches) => mismatches.length === 0) ? [] : found.flat();
}
