import { describe, expect, test } from 'vitest';
import { child, type Node, toData } from '../../../../src/config/text/node.js';
import { parseDocument } from '../../../../src/config/text/parse-document.js';
import { type Location, positionOf } from '../../../../src/config/text/source-file.js';

function parse(text: string) {
  return parseDocument({ name: 'a.yaml', text });
}

function rootOf(text: string): Node {
  const { root, diagnostics } = parse(text);
  expect(diagnostics).toEqual([]);
  if (!root) {
    throw new Error('nothing was parsed');
  }
  return root;
}

/** The text that a place points at, with its line and column. */
function pointed({ file, start, end }: Location): string {
  const { line, column } = positionOf(file, start);
  return `${line}:${column} ${file.text.slice(start, end)}`;
}

describe('every node knows where it stands', () => {
  const text = 'name: "a b"\nlist:\n  - 1\n  - { key: ä€😀, next: true }\nempty:\n';

  test('keys and values, quoted ones with their quotes', () => {
    const root = rootOf(text);
    if (root.kind !== 'map') {
      throw new Error('no map');
    }
    expect(root.entries.map(({ keyAt }) => pointed(keyAt))).toEqual(['1:1 name', '2:1 list', '5:1 empty']);
    expect(root.entries.map(({ value }) => value.kind)).toEqual(['scalar', 'list', 'scalar']);
    expect(root.entries.map(({ value }) => pointed(value.at))[0]).toBe('1:7 "a b"');
  });

  test('nested ones, beyond characters of several bytes', () => {
    const second = child(rootOf(text), 'list');
    const map = second?.kind === 'list' ? second.items[1] : undefined;
    const next = map && child(map, 'next');
    expect(next && pointed(next.at)).toBe('4:24 true');
  });

  test('lines are counted also where they end as on Windows', () => {
    const value = child(rootOf('a: 1\r\nb: two\r\n'), 'b');
    expect(value && pointed(value.at)).toBe('2:4 two');
  });
});

describe('YAML 1.2', () => {
  test.each<readonly [text: string, data: unknown]>([
    ['a: yes', { a: 'yes' }],
    ['a: 010', { a: 10 }],
    ['a: 0o10', { a: 8 }],
    ['a: "010"', { a: '010' }],
    ['a: 2026-01-01', { a: '2026-01-01' }],
    ['a: 1_000', { a: '1_000' }],
    ['a: ~', { a: null }],
    ['a:', { a: null }],
    ['a: |\n  x\n  y\n', { a: 'x\ny\n' }],
    ['404: x', { 404: 'x' }],
    ['true: x', { true: 'x' }],
    ['a: &x [1]\nb: *x', { a: [1], b: [1] }],
    ['<<: { a: 1 }', { '<<': { a: 1 } }],
    ['%YAML 1.2\n---\na: 1\n', { a: 1 }],
  ])('%j', (text, data) => {
    expect(toData(rootOf(text))).toEqual(data);
  });

  test('a number keeps its spelling, since some texts look like numbers', () => {
    expect(child(rootOf('a: 1.50'), 'a')).toMatchObject({ value: 1.5, source: '1.50' });
    expect(child(rootOf('a: 12345678901234567890'), 'a')).toMatchObject({ source: '12345678901234567890' });
  });
});

describe('aliases', () => {
  const anchored = 'a: &a 1\nb: [';

  test('a hundred are resolved, one more is too many', () => {
    const aliases = (count: number) => `${anchored}${Array(count).fill('*a').join(', ')}]`;
    expect(parse(aliases(100)).diagnostics).toEqual([]);
    const { root, diagnostics } = parse(aliases(101));
    expect(root).toBeNull();
    expect(diagnostics.map(({ code, at }) => [code, at && pointed(at)])).toEqual([
      ['too-many-aliases', `2:${5 + 100 * 4} *a`],
    ]);
  });

  test('an alias of itself is refused', () => {
    expect(parse('a: &a [*a]').diagnostics.map(({ code }) => code)).toContain('too-many-aliases');
  });
});

test('what is nested beyond measure is refused', () => {
  const { root, diagnostics } = parse('['.repeat(50_000));
  expect(root).toBeNull();
  expect(diagnostics.map(({ message }) => message)).toEqual(['this is nested too deeply']);
});

test('two faults of a file are told, each once', () => {
  const { diagnostics } = parse('a: 1\na: 2\nb: !x 1\n');
  expect(diagnostics.map(({ code, at }) => [code, at && pointed(at)])).toEqual([
    ['duplicate-key', '2:1 a'],
    ['unknown-tag', '3:4 !x'],
  ]);
});
