import { describe, expect, test } from 'vitest';
import { SavedValues } from '../../../../src/runner/values/saved.js';
import { type RunValues, StepScope } from '../../../../src/runner/values/scope.js';

const run: RunValues = {
  now: () => new Date(0),
  random: (length) => 'r'.repeat(length),
  lookup: (name) => ({ x: 'run', target: { region: 'here' } })[name],
  target: { region: 'here' },
  apart: () => run,
  shard: { index: 1, count: 1 },
};

const literal = (value: string) =>
  ({
    kind: 'literal',
    value,
    source: value,
    at: { file: { name: '', text: '' }, start: 0, end: 0 },
  }) as const;

test('names are looked up from the nearest to the farthest', () => {
  const names: unknown[] = [];
  let scope = new StepScope(run);
  names.push(scope.lookup('x', []));
  scope = scope.withVariables(new Map([['x', literal('variable')]]));
  names.push(scope.lookup('x', []));
  scope = scope.withFixture({ x: 'fixture' });
  names.push(scope.lookup('x', []));
  scope.saved.set('x', 'saved');
  names.push(scope.lookup('x', []));
  scope = scope.withLoop({ x: 'loop' });
  names.push(scope.lookup('x', []));
  expect(names).toEqual(['run', 'variable', 'fixture', 'saved', 'loop']);
});

test('a name that hides another may be null, and a path leads into values', () => {
  const scope = new StepScope(run).withLoop({ x: null });
  expect(scope.lookup('x', [])).toBeNull();
  expect(scope.lookup('target', ['region'])).toBe('here');
  expect(scope.lookup('target', ['none', 'such'])).toBeUndefined();
});

test('a turn of a loop sees its names over those around it, saves apart, and asks for random values by its place', () => {
  const asked: string[] = [];
  const random = (length: number, seedKey: string) => {
    asked.push(seedKey);
    return 'r'.repeat(length);
  };
  const outer = new StepScope({ ...run, random }, { fixture: { bucket: 'b' } }).withLoop({ x: 1, y: 1 });
  const saved = new SavedValues(outer.saved);
  const turn = outer.ofTurn({ x: 2 }, [0, 3, 7], saved);
  turn.saved.set('z', 'saved');
  turn.random(1);
  expect(['x', 'y', 'z', 'bucket'].map((name) => turn.lookup(name, []))).toEqual([2, 1, 'saved', 'b']);
  expect(outer.lookup('z', [])).toBeUndefined();
  expect(outer.ofTurn({}, []).saved).toBe(outer.saved);
  expect(asked).toEqual(['0.3.7']);
});

describe('saved values', () => {
  test('of a branch are its own until it is joined, in the order of the branches', () => {
    const saved = new SavedValues();
    saved.set('x', 0);
    const [one, two] = [new SavedValues(saved), new SavedValues(saved)];
    two.set('x', 2);
    one.set('x', 1);
    one.set('y', 'one');
    expect([saved.get('x'), one.get('x'), two.get('x'), two.has('y')]).toEqual([0, 1, 2, false]);
    saved.join([one, two]);
    expect(saved.all()).toEqual({ x: 2, y: 'one' });
  });

  test('that branches appended to a list come one after the other, in the order of the branches', () => {
    const saved = new SavedValues();
    saved.append('list', [0]);
    const [one, two, three] = [new SavedValues(saved), new SavedValues(saved), new SavedValues(saved)];
    two.append('list', [2]);
    const inner = new SavedValues(one);
    inner.append('list', [1, 1]);
    one.join([inner]);
    one.append('list', ['one']);
    saved.join([one, two, three]);
    expect(saved.get('list')).toEqual([0, 1, 1, 'one', 2]);
    three.set('list', ['new']);
    three.append('list', [3]);
    saved.join([three]);
    expect(saved.get('list')).toEqual(['new', 3]);
  });

  test('are appended to lists', () => {
    const saved = new SavedValues();
    saved.append('list', [1]);
    const inner = new SavedValues(saved);
    inner.append('list', [2]);
    expect([saved.get('list'), inner.get('list')]).toEqual([[1], [1, 2]]);
  });
});
