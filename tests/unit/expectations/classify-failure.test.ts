import { expect, it } from 'vitest';
import {
  classifyFailure,
  classifyStatus,
  normalizeExpectation,
  type Observed,
} from '../../../src/expectations/index.js';
import { observed, refused } from './observed.js';

const notImplemented = refused(501, 'NotImplemented');
const methodNotAllowed = refused(405, 'MethodNotAllowed');

it.each<[expected: object, answer: Observed, isOfSubject: boolean, kind: string]>([
  [{ body: 'a' }, observed({ body: 'b' }), true, 'wrong-result'],
  [{ status_code: 204 }, observed(), true, 'wrong-result'],
  [{ error_code: 'AccessDenied', headers: { a: 'b' } }, refused(403, 'AccessDenied'), true, 'wrong-result'],
  [{ error_code: 'AccessDenied' }, refused(404, 'NoSuchKey'), true, 'wrong-error'],
  [{ error_code: 'AccessDenied', status_code: 403 }, refused(400, 'AccessDenied'), true, 'wrong-error'],
  [{ error: { Code: 'A', Resource: '/b' } }, refused(400, 'A', { Resource: '/c' }), true, 'wrong-error'],
  [{ error_code: 'AccessDenied' }, observed(), true, 'wrongly-accepted'],
  [{ status_code: 412 }, observed(), true, 'wrongly-accepted'],
  [{ status_code: 200 }, refused(403, 'AccessDenied'), true, 'wrongly-refused'],
  [{}, refused(500, 'InternalError'), true, 'wrongly-refused'],
  [{}, notImplemented, true, 'unsupported'],
  [{}, notImplemented, false, 'wrongly-refused'],
  [{}, methodNotAllowed, true, 'unsupported'],
  [{}, observed({ status: 405 }), true, 'unsupported'],
  [{}, refused(400, 'NotImplemented'), true, 'unsupported'],
  [{ error_code: 'MalformedXML' }, notImplemented, true, 'unsupported'],
  [{ error_code: 'MalformedXML' }, notImplemented, false, 'wrong-error'],
  // A refusal that the case asks for says nothing about support.
  [
    { error_code: 'MethodNotAllowed', headers: { 'x-amz-delete-marker': 'true' } },
    methodNotAllowed,
    true,
    'wrong-result',
  ],
  [{ any_of: [{ status_code: 200 }, { error_code: 'A' }] }, refused(400, 'B'), true, 'wrong-error'],
  [{ any_of: [{ body: 'a' }, { error_code: 'A' }] }, observed({ body: 'b' }), true, 'wrong-result'],
  [{ any_of: [{ error_code: 'A' }, { error_code: 'B' }] }, observed(), true, 'wrongly-accepted'],
  [{ any_of: [{ status_code: 200 }, { status_code: 204 }] }, refused(403, 'A'), true, 'wrongly-refused'],
  [{ status_code: [200, 404], body: 'a' }, refused(403, 'A'), true, 'wrong-error'],
  [{ status_code: [200, 404], body: 'a' }, observed({ body: 'b' }), true, 'wrong-result'],
  // A 2xx with a foreign or damaged body is no success, but was accepted.
  [{}, observed({ success: false }), true, 'wrong-result'],
  [{ status_code: 400 }, observed({ success: false }), true, 'wrongly-accepted'],
  [{ error_code: 'AccessDenied' }, observed({ success: false, body: '<html>' }), true, 'wrongly-accepted'],
  [
    { any_of: [{ status_code: 204 }, { error_code: 'A' }] },
    observed({ success: false }),
    true,
    'wrong-result',
  ],
  // An error document in a 200 is a refusal.
  [{}, refused(200, 'InternalError'), true, 'wrongly-refused'],
  [{}, observed({ status: 403, body: '<html>' }), true, 'wrongly-refused'],
  [{ error_code: 'AccessDenied' }, observed({ status: 500, body: '<html>' }), true, 'wrong-error'],
])('%j', (expected, answer, isOfSubject, kind) => {
  expect(classifyFailure(normalizeExpectation(expected), answer, { isOfSubject })).toBe(kind);
});

it.each<[expected: object, status: number, kind: string]>([
  [{}, 200, 'wrong-result'],
  [{}, 403, 'wrongly-refused'],
  [{ error_code: 'AccessDenied' }, 200, 'wrongly-accepted'],
  [{ error_code: 'AccessDenied' }, 403, 'wrong-result'],
])('%j, of which only the status %d came', (expected, status, kind) => {
  expect(classifyStatus(normalizeExpectation(expected), status)).toBe(kind);
});
