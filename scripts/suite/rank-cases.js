/** @typedef {Pick<import('../../dist/conformance/index.js').SuiteCase, 'id' | 'title' | 'operations' | 'parameters'>} Described */

/**
 * The ids of cases, those first that share most words with what a fault says of itself.
 * @param {readonly Described[]} cases
 * @param {{ readonly name: string, readonly description: string }} fault
 */
export function rankCases(cases, { name, description }) {
  const wanted = wordsOf(`${name} ${description}`);
  return cases
    .map(({ id, title, operations, parameters }) => {
      const words = wordsOf([id, title ?? '', ...operations, ...parameters].join(' '));
      return { id, shared: [...wanted].filter((word) => words.has(word)).length };
    })
    .sort((left, right) => right.shared - left.shared)
    .map(({ id }) => id);
}

/** Words too short to tell cases apart. */
const shortest = 3;

/**
 * @param {string} text
 * @returns {Set<string>} in lower case and in the singular, the parts of names such as ListParts apart
 */
function wordsOf(text) {
  const words = text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return new Set(words.map((word) => word.replace(/s$/, '')).filter((word) => word.length >= shortest));
}
