import { requirements } from './requirements.js';

/** @typedef {Readonly<Record<string, import('./outcomes.js').Known>>} Outcomes by the name of the application */

/** @type {Record<import('./types.js').Happened, string>} */
const marks = {
  passes: '✓',
  'works round it': '↷',
  'fails loudly': '✗',
  'loses data silently': '**lost**',
  'keeps trying': '…',
  'not asked for': '',
};

// What the marks of the matrix mean.
const legend = Object.entries(marks)
  .filter(([, mark]) => mark !== '')
  .map(([happened, mark]) => `${mark} ${happened}`)
  .join(' · ');

/**
 * The outcomes as Markdown: one table with a line for each requirement that is no operation and a column for each
 * application, then for each application what happened where it did not pass.
 * @param {Outcomes} outcomes
 * @returns {string}
 */
export function outcomesTable(outcomes) {
  const names = Object.keys(outcomes).sort();
  return [
    ...matrix(outcomes, names),
    '',
    legend,
    '',
    ...names.flatMap((name) => section(name, outcomes[name])),
  ].join('\n');
}

/**
 * @param {Outcomes} outcomes
 * @param {readonly string[]} names
 */
function matrix(outcomes, names) {
  const asked = requirements.filter(({ id }) => names.some((name) => outcomes[name]?.requirements[id]));
  return [
    row(['what must hold', ...names]),
    row(['---', ...names.map(() => ':-:')]),
    ...asked.map(({ id, title }) =>
      row([title, ...names.map((name) => markOf(outcomes[name]?.requirements[id]))]),
    ),
  ];
}

/**
 * @param {string} name
 * @param {import('./outcomes.js').Known | undefined} known
 */
function section(name, known) {
  const lines = Object.entries(known?.requirements ?? {}).map(([id, { happened, step = '', why = '' }]) =>
    row([`\`${id}\``, happened, step, code(why)]),
  );
  return [
    `### ${name}`,
    '',
    `Version ${known?.version}, on ${known?.date}.`,
    '',
    row(['fault', 'what happened', 'in the step that', 'what it said, or what was wrong']),
    row(['---', '---', '---', '---']),
    ...lines,
    '',
  ];
}

/** @param {import('./types.js').Outcome | undefined} outcome */
function markOf(outcome) {
  return outcome === undefined ? '' : marks[outcome.happened];
}

/**
 * What programs said, inert in a cell.
 * @param {string} text
 */
function code(text) {
  return text === '' ? '' : `\`${text.replaceAll('`', "'").replaceAll('|', '\\|')}\``;
}

/** @param {readonly string[]} cells */
function row(cells) {
  return `| ${cells.join(' | ')} |`;
}
