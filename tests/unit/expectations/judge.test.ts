import { describe, expect, it } from 'vitest';
import { judge, judgeAll, normalizeExpectation, type Observed } from '../../../src/expectations/index.js';
import { observed, refused } from './observed.js';

function mismatches(expected: unknown, answer: Observed) {
  return judge(normalizeExpectation(expected), answer);
}

describe('judge', () => {
  it('finds nothing where all is as expected', () => {
    const answer = observed({
      headers: [
        ['Content-Type', 'text/plain'],
        ['ETag', '"abc"'],
        ['x-amz-meta-Owner', 'me'],
      ],
      interim: [100],
      output: { ContentLength: 5, Metadata: { owner: 'me' } },
      body: 'Hello',
    });
    const expected = {
      success: true,
      status_code: [200, 204],
      headers: { 'content-type': 'text/plain', etag: { $matches: '^"' }, 'x-gone': null },
      interim: [100],
      response: { ContentLength: 5, 'Metadata.owner': 'me', Contents: null },
      response_contains: {
        headers: { 'Content-Type': 'text/plain' },
        body_pattern: '^Hello',
        metadata: { owner: 'me' },
      },
      body: 'Hello',
      max_duration: '2s',
      any_of: [{ status_code: 404 }, { status_code: 200 }],
    };
    expect(mismatches(expected, answer)).toEqual([]);
  });

  it('reports every mismatch at once', () => {
    const expected = {
      success: true,
      status_code: 200,
      headers: { 'Content-Type': 'text/plain', ETag: null },
      interim: [100],
      response: { 'Contents[0].Key': 'a' },
      response_contains: { headers: { etag: 'x' }, body_pattern: '^Hello', metadata: { owner: 'me' } },
      body: 'Hello',
      max_duration: 1,
    };
    const answer = observed({
      status: 403,
      headers: [['ETag', '"abc"']],
      error: { Code: 'AccessDenied' },
      body: '<Error/>',
      seconds: 1.5,
    });
    expect(mismatches(expected, answer)).toEqual([
      { path: 'success', expected: true, actual: false },
      { path: 'status_code', expected: 200, actual: 403 },
      { path: 'headers.content-type', expected: 'text/plain', actual: null },
      { path: 'headers.etag', expected: null, actual: '"abc"' },
      { path: 'interim', expected: [100], actual: [] },
      { path: 'response.Contents[0].Key', expected: 'a', actual: null },
      { path: 'headers.etag', expected: 'x', actual: '"abc"' },
      { path: 'body.pattern', expected: '^Hello', actual: '<Error/>' },
      { path: 'metadata.owner', expected: 'me', actual: null },
      { path: 'max_duration', expected: 1, actual: 1.5 },
      { path: 'body', expected: 'Hello', actual: '<Error/>' },
    ]);
  });

  it('names the accepted statuses and codes where another came', () => {
    const expected = { status_code: [403, 404], error_code: ['AccessDenied', 'NoSuchKey'] };
    expect(mismatches(expected, refused(409, 'OperationAborted'))).toEqual([
      { path: 'status_code', expected: [403, 404], actual: 409 },
      { path: 'error_code', expected: ['AccessDenied', 'NoSuchKey'], actual: 'OperationAborted' },
    ]);
  });

  it('misses an error code where the answer succeeded', () => {
    expect(mismatches({ error_code: 'AccessDenied' }, observed())).toEqual([
      { path: 'success', expected: false, actual: true },
      { path: 'error_code', expected: 'AccessDenied', actual: null },
    ]);
  });

  it('counts an error document inside a 200 as a failure', () => {
    const answer = observed({ success: false, error: { Code: 'InternalError' }, body: '<Error>…</Error>' });
    expect(mismatches({ status_code: 200 }, answer)).toEqual([
      { path: 'success', expected: true, actual: false },
    ]);
  });

  it.each([
    ['NotFound', 404],
    ['NoSuchKey', 404],
    ['NoSuchBucket', 404],
    ['404', 404],
    ['AccessDenied', 403],
    ['Forbidden', 403],
    ['403', 403],
    ['PreconditionFailed', 412],
    ['NotModified', 304],
    ['InvalidRange', 416],
    ['MethodNotAllowed', 405],
    ['BadRequest', 400],
  ])('judges %s by status %d where the answer has no body', (code, status) => {
    expect(mismatches({ error_code: code }, observed({ status }))).toEqual([]);
    expect(mismatches({ error_code: code }, observed({ status: 409 }))).toEqual([
      { path: 'error_code', expected: code, actual: '409' },
    ]);
  });

  it('does not judge by status where there is a body', () => {
    const answer = observed({ status: 404, body: '<html>not found</html>' });
    expect(mismatches({ error_code: 'NoSuchKey' }, answer)).toEqual([
      { path: 'error_code', expected: 'NoSuchKey', actual: null },
    ]);
    expect(mismatches({ error_code: 'NotFound' }, refused(404, 'NoSuchKey'))).toEqual([
      { path: 'error_code', expected: 'NotFound', actual: 'NoSuchKey' },
    ]);
  });

  it('matches the error document', () => {
    const expected = { error: { Code: 'NoSuchKey', Resource: { $matches: '^/b/' } } };
    expect(mismatches(expected, refused(404, 'NoSuchKey', { Resource: '/b/k' }))).toEqual([]);
    expect(mismatches(expected, refused(404, 'NoSuchKey', { Resource: '/c/k' }))).toEqual([
      { path: 'error.Resource', expected: { $matches: '^/b/' }, actual: '/c/k' },
    ]);
  });

  it('joins duplicate headers and compares a number with the text of a header', () => {
    const answer = observed({
      headers: [
        ['Vary', 'Origin'],
        ['vary', 'Accept'],
        ['Content-Length', '12'],
      ],
    });
    expect(mismatches({ headers: { VARY: 'Origin, Accept', 'content-length': 12 } }, answer)).toEqual([]);
    expect(mismatches({ headers: { vary: 'Origin' } }, answer)).toEqual([
      { path: 'headers.vary', expected: 'Origin', actual: 'Origin, Accept' },
    ]);
  });

  it('says why an expression cannot be evaluated', () => {
    expect(mismatches({ response: { 'length(Contents)': 2 } }, observed())).toEqual([
      { path: 'response.length(Contents)', expected: 2, actual: null },
    ]);
    const actual = { unreadable: 'there is no list' };
    for (const expected of [null, { $exists: false }, { $gt: 2 }]) {
      expect(mismatches({ response: { 'length(Contents)': expected } }, observed())).toEqual([
        { path: 'response.length(Contents)', expected, actual },
      ]);
    }
    expect(mismatches({ response: { 'keys(Owner)': { $exists: false } } }, observed())).toMatchObject([
      { actual: { unreadable: 'there is nothing' } },
    ]);
    const odd = observed({ output: { Count: 5 } });
    expect(mismatches({ response: { 'length(Count)': 2 } }, odd)).toMatchObject([
      { actual: { unreadable: expect.stringContaining('received type number') } },
    ]);
  });

  it('sorts and compares by dates inside expressions and gives them back as dates', () => {
    const [early, late] = [new Date('2026-01-01T00:00:00Z'), new Date('2026-02-01T00:00:00Z')];
    const answer = observed({ output: { Versions: [{ T: late }, { T: early }] } });
    const expected = { response: { 'sort_by(Versions, &T)[0].T': 'Thu, 01 Jan 2026 00:00:00 GMT' } };
    expect(mismatches(expected, answer)).toEqual([]);
    expect(mismatches({ response: { 'Versions[0].T': early } }, answer)).toEqual([
      { path: 'response.Versions[0].T', expected: early.toISOString(), actual: late.toISOString() },
    ]);
  });

  it('reports the mismatches of each alternative under its index', () => {
    const expected = { any_of: [{ status_code: 200 }, { error_code: 'AccessDenied' }] };
    expect(mismatches(expected, refused(404, 'NoSuchKey'))).toEqual([
      { path: 'any_of[0].success', expected: true, actual: false },
      { path: 'any_of[0].status_code', expected: 200, actual: 404 },
      { path: 'any_of[1].error_code', expected: 'AccessDenied', actual: 'NoSuchKey' },
    ]);
    expect(mismatches(expected, refused(403, 'AccessDenied'))).toEqual([]);
  });
});

describe('judgeAll', () => {
  const outcomes = [
    { success: true, status: 200, error: null, output: {} },
    { success: true, status: 200, error: null, output: {} },
    { success: false, status: 412, error: { Code: 'PreconditionFailed' }, output: {} },
  ];

  it('judges the list of outcomes', () => {
    expect(judgeAll({ 'length([?success])': 2, '[2].error.Code': 'PreconditionFailed' }, outcomes)).toEqual(
      [],
    );
    expect(judgeAll({ 'length([?success])': 1 }, outcomes)).toEqual([
      { path: 'all.length([?success])', expected: 1, actual: 2 },
    ]);
  });
});
