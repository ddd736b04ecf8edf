/** @typedef {import('./describe-api.js').Api} Api */

/**
 * Something that a version of the API has and an older one lacks, and the operations that it belongs to; a value of an
 * enumeration belongs to none.
 * @typedef {{ readonly kind: 'operation' | 'input' | 'output' | 'value', readonly name: string, readonly operations: readonly string[] }} Addition
 */

/**
 * What a newer API has and an older one lacks. Of a new operation its members are not named, nor of a new enumeration its
 * values: they came with it.
 * @param {Api} older
 * @param {Api} newer
 * @returns {Addition[]}
 */
export function findAdditions(older, newer) {
  const known = new Set([...older.inputs.keys(), ...older.outputs.keys()]);
  return [
    ...newOperations(older, newer),
    ...newMembers('input', older, newer.inputs, known),
    ...newMembers('output', older, newer.outputs, new Set([...known, ...newer.inputs.keys()])),
    ...newValues(older, newer),
  ];
}

/**
 * @param {Api} older
 * @param {Api} newer
 * @returns {Addition[]}
 */
function newOperations(older, newer) {
  return [...newer.operations]
    .filter((name) => !older.operations.has(name))
    .sort()
    .map((name) => ({ kind: 'operation', name, operations: [name] }));
}

/**
 * @param {'input' | 'output'} kind
 * @param {Api} older
 * @param {Api['inputs']} members
 * @param {ReadonlySet<string>} known
 * @returns {Addition[]}
 */
function newMembers(kind, older, members, known) {
  return [...members]
    .filter(([name]) => !known.has(name))
    .map(([name, operations]) => ({
      kind,
      name,
      operations: [...operations].filter((operation) => older.operations.has(operation)).sort(),
    }))
    .filter(({ operations }) => operations.length > 0)
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}

/**
 * @param {Api} older
 * @param {Api} newer
 * @returns {Addition[]}
 */
function newValues(older, newer) {
  return [...newer.enums].flatMap(([name, values]) => {
    const known = older.enums.get(name);
    const added = known === undefined ? [] : values.filter((value) => !known.includes(value));
    return added.map(
      (value) => /** @type {Addition} */ ({ kind: 'value', name: `${name}.${value}`, operations: [] }),
    );
  });
}
