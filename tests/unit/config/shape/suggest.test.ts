import { describe, expect, test } from 'vitest';
import { nearest, nearestHint } from '../../../../src/config/shape/suggest.js';

describe('a suggestion', () => {
  const known = ['endpoint_url', 'region', 'path_style', '_'];

  test.each<readonly [name: string, match: string | undefined]>([
    ['regoin', 'region'],
    ['REGION', 'region'],
    ['endpoint_ur', 'endpoint_url'],
    ['colour', undefined],
    ['x', undefined],
  ])('for %s is %s', (name, match) => {
    expect(nearest(name, known)).toBe(match);
  });

  test('lists what there is where nothing is near', () => {
    expect(nearestHint('colour', known)).toBe('known: endpoint_url, region, path_style, _');
    expect(nearestHint('colour', [])).toBeUndefined();
  });
});
