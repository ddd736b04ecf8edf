import { describe, expect, test } from 'vitest';
import { selectCases } from '../../../src/conformance/index.js';
import type { SuiteCase } from '../../../src/conformance/suite-case.js';

function one(id: string, facts: Partial<SuiteCase> = {}): SuiteCase {
  return {
    id,
    title: null,
    feature: 'objects',
    level: 'core',
    reference: null,
    provenance: null,
    peers: [],
    needs: [],
    tags: [],
    operations: [],
    parameters: [],
    records: [],
    file: 'f',
    ...facts,
  };
}

const all = [
  one('object/put/a', { operations: ['PutObject'] }),
  one('object/put/b', { level: 'aws', tags: ['slow'] }),
  one('listing/v2/c', { feature: 'listing', level: 'legacy' }),
  one('listing/v2/d', { feature: 'listing', level: 'extended' }),
];
const chosen = (...selection: Parameters<typeof selectCases>) =>
  selectCases(...selection).chosen.map(({ id }) => id);

describe('selecting cases', () => {
  test('without a restriction all are chosen, and core and extended ones run', () => {
    const selected = selectCases(all, {});
    expect(selected.chosen).toHaveLength(4);
    expect(selected.chosen.filter(selected.runs).map(({ level }) => level)).toEqual(['core', 'extended']);
  });

  test('by feature, glob, operation and tag, which must all hold', () => {
    expect(chosen(all, { features: ['listing'] })).toEqual(['listing/v2/c', 'listing/v2/d']);
    expect(chosen(all, { cases: ['object/**'] })).toEqual(['object/put/a', 'object/put/b']);
    expect(chosen(all, { cases: ['object/*'] })).toEqual([]);
    expect(chosen(all, { operations: ['PutObject'] })).toEqual(['object/put/a']);
    expect(chosen(all, { tags: ['slow'] })).toEqual(['object/put/b']);
    expect(chosen(all, { tags: ['!slow'] })).toEqual(['object/put/a', 'listing/v2/c', 'listing/v2/d']);
    expect(chosen(all, { tags: ['slow', '!slow'] })).toEqual([]);
    expect(chosen(all, { features: ['listing'], tags: ['slow'] })).toEqual([]);
  });

  test('one that is named by its id runs whatever its level, and so do its rows', () => {
    const runs = (selection: Parameters<typeof selectCases>[1]) => {
      const selected = selectCases(all, selection);
      return selected.chosen.filter(selected.runs).map(({ id }) => id);
    };
    expect(runs({ cases: ['object/put/b'] })).toEqual(['object/put/b']);
    expect(runs({ cases: ['listing/v2/c[one]'] })).toEqual(['listing/v2/c']);
    expect(runs({ cases: ['object/**'] })).toEqual(['object/put/a']);
    expect(runs({ cases: ['object/put/b'], levels: ['core'] })).toEqual([]);
  });

  test('shards are disjoint, and whole together', () => {
    const shards = [1, 2, 3].map((index) => chosen(all, { shard: { index, count: 3 } }));
    expect(shards.flat().sort()).toEqual(all.map(({ id }) => id).sort());
  });
});
