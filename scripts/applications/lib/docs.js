import { outcomesTable } from './table.js';

const begin = '<!-- outcomes -->';
const end = '<!-- end of outcomes -->';

/**
 * The page with its tables made anew.
 * @param {string} page
 * @param {import('./table.js').Outcomes} outcomes
 * @returns {string}
 */
export function fillDocs(page, outcomes) {
  const [before, after] = [page.indexOf(begin), page.indexOf(end)];
  if (before < 0 || after < before) {
    throw new Error(`docs/applications.md: no place for tables between ${begin} and ${end}`);
  }
  return `${page.slice(0, before)}${begin}\n\n${outcomesTable(outcomes)}\n${page.slice(after)}`;
}
