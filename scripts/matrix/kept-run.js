import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { baseId } from '../../dist/conformance/suite-case.js';
import { securityCases } from '../suite/security-cases.js';

/** @typedef {import('../../dist/results/types.js').Results} Results */
/** @typedef {Results['cases'][number]} CaseResult */

/**
 * A verdict, of what did not pass with its kind and its reason, of what is only tolerated with the deviation.
 * @typedef {readonly [verdict: CaseResult['verdict'] | 'tolerated', kind: CaseResult['kind'], reason: string | null]} Said
 */

/**
 * What is kept of a run of the suite on one server: no requests and no responses. `cases` holds, by the id of the case
 * without its last part and then by that part, `1` for what is exact, or more.
 * @typedef {object} KeptRun
 * @property {string} server
 * @property {string} version
 * @property {string} start_time
 * @property {string} end_time
 * @property {string} suite_version
 * @property {string} s3tester_version
 * @property {Readonly<Record<string, Readonly<Record<string, 1 | Said>>>>} cases
 */

const folder = fileURLToPath(new URL('../../docs/matrix/', import.meta.url));

/**
 * Keeps what a run found. Of cases that guard against attacks the verdict alone is kept.
 * @param {{ readonly name: string, readonly version: string }} server
 * @param {Results} results
 * @returns {Promise<void>}
 */
export async function keepRun({ name, version }, results) {
  const guarded = await securityCases();
  /** @type {Record<string, Record<string, 1 | Said>>} */
  const cases = {};
  for (const one of results.cases) {
    const [place, own] = partId(one.id);
    cases[place] ??= {};
    cases[place][own] = sayOf(one, guarded.has(baseId(one.id)));
  }
  const { start_time, end_time, s3tester_version, conformance } = results;
  const suiteVersion = conformance?.suite_version ?? '';
  const kept = {
    server: name,
    version,
    start_time,
    end_time,
    suite_version: suiteVersion,
    s3tester_version,
    cases,
  };
  await writeFile(fileOf(name), format(kept));
}

/**
 * The runs that are kept, of these servers, in their order.
 * @param {readonly { readonly name: string }[]} servers
 * @returns {Promise<readonly KeptRun[]>}
 */
export async function readKeptRuns(servers) {
  const files = servers.map(({ name }) => fileOf(name)).filter((file) => existsSync(file));
  return Promise.all(files.map(async (file) => JSON.parse(await readFile(file, 'utf8'))));
}

/**
 * The names of files in the folder that are of none of these servers.
 * @param {readonly { readonly name: string }[]} servers
 */
export async function strangersIn(servers) {
  const known = new Set(servers.map(({ name }) => `${name}.json`));
  return (await readdir(folder)).filter((name) => !known.has(name));
}

/**
 * The id of a case up to its last slash, and the rest, a row with its name included.
 * @param {string} id
 * @returns {[string, string]}
 */
function partId(id) {
  const base = baseId(id);
  const slash = base.lastIndexOf('/');
  return [id.slice(0, slash), id.slice(slash + 1)];
}

/**
 * @param {CaseResult} one
 * @param {boolean} isGuarded
 * @returns {1 | Said}
 */
function sayOf({ verdict, kind, reason, exact, deviation }, isGuarded) {
  if (verdict === 'pass') {
    return exact === false ? ['tolerated', null, isGuarded ? null : (deviation ?? null)] : 1;
  }
  return [verdict, kind, isGuarded && verdict !== 'skipped' ? null : reason];
}

/**
 * One line for each case, so that a change of a verdict can be read as one.
 * @param {KeptRun} kept
 */
function format({ cases, ...head }) {
  const groups = Object.entries(cases).map(([place, own]) => {
    const lines = Object.entries(own).map(
      ([name, said]) => `  ${JSON.stringify(name)}:${JSON.stringify(said)}`,
    );
    return ` ${JSON.stringify(place)}:{\n${lines.join(',\n')}}`;
  });
  return `${JSON.stringify(head).slice(0, -1)},"cases":{\n${groups.join(',\n')}}}\n`;
}

/** @param {string} name */
function fileOf(name) {
  return join(folder, `${name}.json`);
}
