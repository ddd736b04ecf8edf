/**
 * JSON with one line for every entry of the objects at the second level: small, and its changes can be read.
 * @param {Record<string, unknown>} document
 */
export function formatByEntry(document) {
  const parts = Object.entries(document).map(
    ([key, value]) => `${JSON.stringify(key)}:${formatEntries(value)}`,
  );
  return `{\n${parts.join(',\n')}\n}\n`;
}

/** @param {unknown} value */
function formatEntries(value) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return JSON.stringify(value);
  }
  const entries = Object.entries(value).map(
    ([key, entry]) => `${JSON.stringify(key)}:${JSON.stringify(entry)}`,
  );
  return `{\n${entries.join(',\n')}\n}`;
}
