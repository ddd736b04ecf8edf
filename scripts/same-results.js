// Says whether two results are the same but for times and ids: those of a whole run, and those that were merged from shards.
// Usage: node scripts/same-results.js WHOLE.json MERGED.json
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Members that differ from run to run: times, ids, and what goes over the wire besides the parsed response. */
const changing =
  /^(session_id|(start|end)_time|duration|timestamp|http|headers|reproduce|endpoint_url|config_files?|(Request|Host|Version|Upload)Id|(version|upload)_id|LastModified)$/;

/** Of a suite also what was sent and answered, since races end otherwise each time; how each step was judged does not. */
const changingInSuites = /^(parameters|expected|actual)$/;

/**
 * Parts of texts that are ids or times: of what this tool makes, and of what the server makes.
 * @type {readonly (readonly [RegExp, string])[]}
 */
const masks = [
  [/s3tester-[0-9a-f]{8}-\d+-[0-9a-z]{6}/g, 'BUCKET'],
  [/\b[0-9a-f]{8}\b/g, 'ID'],
  [/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME'],
  [/\w{3}, \d\d \w{3} \d{4} [\d:]+ GMT/g, 'TIME'],
  [/127\.0\.0\.1:\d+/g, 'HOST'],
  [/<(RequestId|HostId|VersionId|UploadId)>[^<]*/g, '<$1>ID'],
];

/**
 * Results without times and ids.
 * @param {unknown} results
 */
export function withoutTimes(results) {
  const isOfSuite = typeof results === 'object' && results !== null && 'conformance' in results;
  return strip(results, (name) => changing.test(name) || (isOfSuite && changingInSuites.test(name)));
}

/**
 * @param {unknown} value
 * @param {(name: string) => boolean} isChanging
 * @returns {unknown}
 */
function strip(value, isChanging) {
  if (typeof value === 'string') {
    return masks.reduce((text, [pattern, mask]) => text.replace(pattern, mask), value);
  }
  if (Array.isArray(value)) {
    return value.map((inner) => strip(inner, isChanging));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const kept = Object.entries(value).filter(([name]) => !isChanging(name));
  return Object.fromEntries(kept.map(([name, inner]) => [name, strip(inner, isChanging)]));
}

/**
 * Where two values differ, as `path: this, that`; at most ten places.
 * @param {unknown} one
 * @param {unknown} other
 * @returns {string[]}
 */
export function differences(one, other, path = '') {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return Object.is(one, other) ? [] : [`${path}: ${JSON.stringify(one)}, ${JSON.stringify(other)}`];
  }
  const [left, right] = [new Map(Object.entries(one)), new Map(Object.entries(other))];
  const found = [];
  for (const name of new Set([...left.keys(), ...right.keys()])) {
    found.push(...differences(left.get(name), right.get(name), path === '' ? name : `${path}.${name}`));
    if (found.length >= 10) {
      break;
    }
  }
  return found.slice(0, 10);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = process.argv.slice(2);
  if (files.length !== 2) {
    console.error('usage: node scripts/same-results.js WHOLE.json MERGED.json');
    process.exit(2);
  }
  const [whole, merged] = await Promise.all(
    files.map(async (file) => withoutTimes(JSON.parse(await readFile(file, 'utf8')))),
  );
  const found = differences(whole, merged);
  for (const line of found) {
    console.error(line);
  }
  console.log(found.length === 0 ? 'the same but for times and ids' : 'not the same');
  process.exitCode = found.length === 0 ? 0 : 1;
}
