import { describe, expect, test } from 'vitest';
import { holds } from '../../../../../src/server/ground/policy/conditions.js';

describe('conditions', () => {
  const block = (operator: string, values: string[], more: object = {}) => ({
    operator,
    key: 'k',
    values,
    ifExists: false,
    ...more,
  });
  test.each([
    [block('StringEquals', ['a', 'b']), ['b'], true],
    [block('StringNotEquals', ['a', 'b']), ['b'], false],
    [block('StringNotEquals', ['a']), undefined, true],
    [block('StringEquals', ['a']), undefined, false],
    [block('StringEquals', ['a'], { ifExists: true }), undefined, true],
    [block('StringEquals', ['a', 'b'], { quantifier: 'ForAllValues' }), ['a', 'c'], false],
    [block('StringEquals', ['a', 'b'], { quantifier: 'ForAnyValue' }), ['a', 'c'], true],
    [block('DateLessThan', ['2030-01-01T00:00:00Z']), ['2029-12-31T23:59:59Z'], true],
    [block('IpAddress', ['192.0.2.0/24']), ['192.0.2.9'], true],
    [block('NotIpAddress', ['192.0.2.0/24']), ['192.0.2.9'], false],
    [block('IpAddress', ['2001:db8::/32']), ['2001:db8::1'], true],
    [block('ArnLike', ['arn:aws:iam::*:user/a*']), ['arn:aws:iam::1:user/abc'], true],
    [block('Null', ['false']), ['x'], true],
  ])('%o of %o', (condition, values, expected) => {
    expect(holds(condition as Parameters<typeof holds>[0], () => values)).toBe(expected);
  });
});
