import { isFile, leavesOf, otherFiles } from './table.js';

/** @import { Floors, ImportTable, Leaf } from './table.js' */

/**
 * What the linter is told to refuse, with the reason. The last pattern of the group that matches an import decides.
 * @typedef {object} Refusal
 * @property {readonly string[]} group
 * @property {string} message
 */

/**
 * The part of Biome's configuration that holds the table, as the text of `biome.imports.json`. An import is matched as it
 * is written, `../values/scope.js`, so that each pattern is made for one depth: a name never stands for a folder elsewhere
 * that is called the same, nor for a package. No two overrides are about the same file: Biome would take the last alone.
 * @param {ImportTable} table
 * @returns {string}
 */
export function lintConfiguration(table) {
  const overrides = leavesOf(table).map((leaf) => overrideOf(leaf, table));
  return `{\n  "overrides": [\n${overrides.join(',\n')}\n  ]\n}\n`;
}

/**
 * @param {Leaf} leaf
 * @param {ImportTable} table
 */
function overrideOf(leaf, table) {
  const patterns = refusalsOf(leaf, table).map((refusal) => JSON.stringify(refusal));
  return `    {
      "includes": ${JSON.stringify(filesOf(leaf, table))},
      "linter": { "rules": { "style": { "noRestrictedImports": { "level": "error", "options": { "patterns": [
        ${patterns.join(',\n        ')}
      ] } } } } }
    }`;
}

/**
 * @param {Leaf} leaf
 * @param {ImportTable} table
 * @returns {readonly string[]}
 */
function filesOf({ folder, member }, table) {
  if (member === otherFiles) {
    return [`${folder}/${member}`, ...namedFiles(table[folder] ?? {}).map((file) => `!${folder}/${file}`)];
  }
  return [isFile(member) ? `${folder}/${member}` : `${folder}/${member}/*.ts`];
}

/**
 * What is refused: first of the folder that the leaf stands in, last of `src`.
 * @param {Leaf} leaf
 * @param {ImportTable} table
 * @returns {readonly Refusal[]}
 */
function refusalsOf({ folder, member }, table) {
  const names = [...folder.split('/'), member];
  const depth = isFile(member) ? names.length - 1 : names.length;
  return names
    .slice(0, -1)
    .map((_name, index) => {
      const around = names.slice(0, index + 1).join('/');
      const inside = names[index + 1] ?? member;
      const floors = table[around] ?? {};
      const targets = floors[inside] ?? [];
      const group = [
        ...everythingIn(depth - index - 1, index === 0),
        ...exceptions(inside, floors, depth - index - 1),
      ];
      return { group, message: messageOf(inside, around, targets) };
    })
    .toReversed();
}

/**
 * Everything in the folder so many levels up, and in none around it, which has rules of its own; around `src` it has none.
 * @param {number} levels
 * @param {boolean} isTop
 * @returns {readonly string[]}
 */
function everythingIn(levels, isTop) {
  if (levels === 0) {
    return isTop ? ['./**', '../**'] : ['./**'];
  }
  const up = '../'.repeat(levels);
  return isTop ? [`${up}**`] : [`${up}**`, `!${up}../**`];
}

/**
 * What the member may import of the folder so many levels up.
 * @param {string} member
 * @param {Floors} floors
 * @param {number} levels
 * @returns {readonly string[]}
 */
function exceptions(member, floors, levels) {
  const start = levels === 0 ? './' : '../'.repeat(levels);
  const targets = [...(member === otherFiles ? [otherFiles] : []), ...(floors[member] ?? [])];
  const kept = targets.includes(otherFiles)
    ? namedFiles(floors).filter((file) => !targets.includes(file))
    : [];
  return [
    ...oneOf(targets.filter((target) => !isFile(target))).map((folders) => `!${start}${folders}/**`),
    ...oneOf(targets.filter(isFile).map(compiled)).map((files) => `!${start}${files}`),
    ...oneOf(kept.map(compiled)).map((files) => `${start}${files}`),
  ];
}

/**
 * A pattern for any of the names; none where there is no name. One pattern for all is what makes linting faster.
 * @param {readonly string[]} names
 * @returns {readonly string[]}
 */
function oneOf(names) {
  return names.length > 1 ? [`{${names.join(',')}}`] : names;
}

/**
 * The files of a folder that have a line of their own.
 * @param {Floors} floors
 * @returns {readonly string[]}
 */
function namedFiles(floors) {
  return Object.keys(floors).filter((name) => isFile(name) && name !== otherFiles);
}

/**
 * A file as imports name it.
 * @param {string} file
 */
function compiled(file) {
  return file.replace(/\.ts$/, '.js');
}

/**
 * @param {string} member
 * @param {string} folder
 * @param {readonly string[]} targets
 */
function messageOf(member, folder, targets) {
  const who = member === otherFiles ? `The other files of ${folder}` : `${folder}/${member}`;
  const what = targets.map((target) => (target === otherFiles ? 'its other files' : target)).join(', ');
  return `${who} may import of ${folder}: ${what || 'nothing'}. See "Who may import whom" in CONTRIBUTING.md.`;
}
