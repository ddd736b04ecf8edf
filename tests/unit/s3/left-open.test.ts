import { expect, test } from 'vitest';
import { isLeftOpen } from '../../../src/s3/left-open.js';
import type { Failure } from '../../../src/s3/types.js';

test.each<readonly [failure: Pick<Failure, 'kind' | 'isAway'> | null, isLeftOpen: boolean]>([
  [null, false],
  [{ kind: 'reset' }, true],
  [{ kind: 'truncated' }, true],
  [{ kind: 'timeout' }, true],
  [{ kind: 'timeout', isAway: true }, false],
  [{ kind: 'refused' }, false],
  [{ kind: 'client' }, false],
])('%j: %j', (failure, expected) => {
  expect(isLeftOpen({ failure: failure && { message: '', ...failure } })).toBe(expected);
});
