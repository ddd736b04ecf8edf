import { type Cause, causesOf, countProblems, describeCauses } from './causes.js';
import { alignColumns, type Cell } from './columns.js';
import { shorten } from './display-width.js';
import type { ReportOptions } from './format.js';
import type { Problem } from './overview.js';
import type { Paint } from './paint.js';
import type { Section } from './table-parts.js';
import { count } from './words.js';

const mostShown = 10;

/** The causes of what went wrong, the largest first: ten of them, or all where more is asked for. */
export function renderCauses(problems: readonly Problem[], options: ReportOptions, paint: Paint): Section {
  const causes = causesOf(problems);
  const shown = options.verbose ? causes.length : Math.min(mostShown, causes.length);
  if (causes.length === 0) {
    return [];
  }
  const rest = causes.length - shown;
  return [
    paint('strong', describeCauses(causes, shown)),
    ...alignColumns(causes.slice(0, shown).map((cause) => rowOf(cause, options, paint))),
    ...(rest === 0 ? [] : [paint('quiet', `  … ${count(rest, 'further cause')} (-v shows them)`)]),
  ];
}

function rowOf({ text, problems }: Cause, { width, verbose }: ReportOptions, paint: Paint): readonly Cell[] {
  const number = countProblems(problems);
  return [
    { text: `  ${number}`, align: 'end', paint: (cell) => paint('fail', cell) },
    { text: verbose ? text : shorten(text, Math.max(40, width - number.length - 8)) },
  ];
}
