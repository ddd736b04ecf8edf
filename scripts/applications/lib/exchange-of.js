/**
 * An exchange as requirements look at it.
 * @param {import('../../../dist/record/index.js').RecordingLine} line
 * @returns {import('./types.js').Exchange}
 */
export function exchangeOf({ operation, key, query, headers, response }) {
  return {
    operation,
    key: key ?? '',
    query: new URLSearchParams(query.map(([name, value]) => /** @type {[string, string]} */ ([name, value]))),
    headers: Object.fromEntries(headers),
    status: response?.status ?? 0,
  };
}
