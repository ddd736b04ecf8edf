/** @import { Floors, ImportTable } from './table.js' */
import { otherFiles } from './table.js';

/**
 * The same page with what the table says between `<!-- imports -->` and `<!-- end of imports -->`. Throws where the page
 * has no such place.
 * @param {string} page
 * @param {ImportTable} table
 * @returns {string}
 */
export function fillImports(page, table) {
  const place = /<!-- imports -->[\s\S]*<!-- end of imports -->/;
  if (!place.test(page)) {
    throw new Error('the page has no <!-- imports --> … <!-- end of imports -->');
  }
  const text = `<!-- imports -->\n\n${describe(table)}\n\n<!-- end of imports -->`;
  return page.replace(place, () => text);
}

/** @param {ImportTable} table */
function describe({ src = {}, ...inner }) {
  const modules = Object.entries(src).map(
    ([name, targets]) => `| \`${name}\` | ${list(targets) || 'none'} |`,
  );
  const folders = Object.entries(inner).map(
    ([folder, floors]) => `| \`${folder}\` | ${floorsOf(floors).map(list).join(' ◂ ')} |`,
  );
  return `| module | may import |
|---|---|
${modules.join('\n')}

Inside these folders there are floors, separated by ◂. A member imports only from floors to its left. Members of one floor do
not import each other:

| folder | from the lowest floor up |
|---|---|
${folders.join('\n')}`;
}

/** @param {readonly string[]} names */
function list(names) {
  return names.map((name) => (name === otherFiles ? 'other files' : `\`${name}\``)).join(', ');
}

/**
 * The members of a folder by floor: each stands right above the highest that it may import.
 * @param {Floors} floors
 * @returns {readonly (readonly string[])[]}
 */
function floorsOf(floors) {
  /** @type {Map<string, number>} */
  const levels = new Map();
  /** @type {string[][]} */
  const found = [];
  for (const [name, targets] of Object.entries(floors)) {
    const level = Math.max(0, ...targets.map((target) => (levels.get(target) ?? 0) + 1));
    levels.set(name, level);
    found[level] = [...(found[level] ?? []), name];
  }
  return found;
}
