import type { FindingOf } from '../lib/finding.js';
import type { Paint, Tone } from '../reporting/paint.js';
import { oneLine } from '../reporting/printable.js';

const looks: Readonly<Record<FindingOf<string>['status'], { readonly glyph: string; readonly tone: Tone }>> =
  {
    ok: { glyph: '✓', tone: 'pass' },
    warn: { glyph: '!', tone: 'error' },
    fail: { glyph: '✗', tone: 'fail' },
    unknown: { glyph: '-', tone: 'skipped' },
  };

/** A finding on one line: how it ended, the name of its check in so many columns, and what was found. */
export function renderFinding(
  { check, status, summary }: FindingOf<string>,
  width: number,
  paint: Paint,
): string {
  const { glyph, tone } = looks[status];
  return `${paint(tone, glyph)} ${check.padEnd(width)}  ${oneLine(summary)}`;
}
