import { describe, expect, test } from 'vitest';
import {
  type BlockKind,
  fitMarkdown,
  kept,
  type MarkdownBlock,
} from '../../../src/reporting/fit-markdown.js';

const item: BlockKind = { rank: 1, left: (number) => `- ${number} left` };
const extra: BlockKind = { rank: 2, left: (number) => `${number} more` };

const block = (kind: BlockKind, text: string): MarkdownBlock => ({ kind, lines: () => [text] });
const items = (number: number) =>
  Array.from({ length: number }, (_, index) => block(item, `- item ${index} ${'x'.repeat(50)}`));
const fitted = (blocks: readonly MarkdownBlock[], most: number) => [...fitMarkdown(blocks, most)].join('');

describe('a document that has room for all', () => {
  test('is whole', () => {
    expect(fitted([kept('a', 'b'), block(item, 'c'), kept('d')], 1000)).toBe('a\nb\nc\nd\n');
  });
});

describe('a document that has not', () => {
  test.each([500, 1000, 5000, 50_000])('stays within %i bytes, and counts what is missing', (most) => {
    const text = fitted([kept('begin'), ...items(1000), kept('end')], most);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(most);
    const shown = text.match(/- item/g)?.length ?? 0;
    expect(text).toContain(`- ${1000 - shown} left\nend\n`);
    expect(shown).toBeGreaterThan(0);
  });

  test('leaves out the last of a kind, and first of the kinds that matter least', () => {
    const text = fitted([block(extra, 'y'.repeat(500)), ...items(20), block(extra, 'short')], 1000);
    expect(text).toMatch(/^1 more\n- item 0 /);
    expect(text).not.toContain('item 19');
    expect(text).toContain('short');
  });

  test('counts what stands apart by itself', () => {
    const text = fitted([kept('one'), ...items(30), kept('two'), ...items(30)], 600);
    expect(text).toMatch(/- \d+ left\ntwo\n- 30 left\n$/);
  });

  test('leaves out one block that would fill it by itself, and goes on', () => {
    const text = fitted([block(item, 'z'.repeat(900)), ...items(3)], 800);
    expect(text).toMatch(/^- 1 left\n- item 0 .*\n- item 1 .*\n- item 2 .*\n$/);
  });

  test('makes no block that it would not show', () => {
    let made = 0;
    const counted = items(10_000).map(({ kind, lines }) => ({
      kind,
      lines() {
        made += 1;
        return lines();
      },
    }));
    fitted(counted, 2000);
    expect(made).toBeLessThan(50);
  });

  test('is never longer, even where what stays would be', () => {
    expect(fitted([kept('a'), kept('b'.repeat(5000)), kept('c')], 1000)).toBe('a\n… 1 part left out\nc\n');
  });

  test('bytes are counted, not characters', () => {
    const text = fitted([kept('é'.repeat(200)), kept('é'.repeat(200))], 1000);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1000);
  });
});
