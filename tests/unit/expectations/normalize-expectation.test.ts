import { expect, it } from 'vitest';
import { normalizeExpectation } from '../../../src/expectations/index.js';

it.each([
  [undefined, true],
  [null, true],
  [{}, true],
  [{ body: 'x' }, true],
  [{ status_code: 204 }, true],
  [{ status_code: [200, 206] }, true],
  [{ error: null }, true],
  [{ error_code: 'AccessDenied' }, false],
  [{ error_code: ['A', 'B'] }, false],
  [{ error: { Code: 'A' } }, false],
  [{ status_code: 300 }, false],
  [{ status_code: 304 }, false],
  [{ status_code: '412' }, false],
  [{ status_code: [403, 404] }, false],
  [{ status_code: 200, error_code: 'InternalError' }, false],
  [{ success: false, status_code: 403 }, false],
  [{ success: 'true' }, true],
  [{ status_code: [200, 404] }, undefined],
  [{ any_of: [{ status_code: 200 }] }, undefined],
])('assumes of %j that success is %s', (raw, success) => {
  expect(normalizeExpectation(raw).success).toBe(success);
});

it('normalizes each alternative by itself', () => {
  expect(normalizeExpectation({ any_of: [{ status_code: 200 }, { error_code: 'Conflict' }] })).toEqual({
    any_of: [
      { success: true, status_code: 200 },
      { success: false, error_code: 'Conflict' },
    ],
  });
});

it('reads statuses that are text and codes that are numbers', () => {
  expect(normalizeExpectation({ status_code: ['403', 404], error_code: 404 })).toEqual({
    success: false,
    status_code: [403, 404],
    error_code: '404',
  });
});
