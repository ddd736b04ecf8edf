import { areaOf } from '../../dist/results/area-of.js';
import { isExact, works } from '../../dist/results/tally-tests.js';
import { servers } from '../servers/lib/registry.js';
import { leftOut } from '../suite/left-out.js';
import { notHad } from './not-had.js';

/** @typedef {import('../../dist/results/types.js').Results} Results */
/** @typedef {readonly Results['cases'][number][]} Cases */

/**
 * The matrix as Markdown: how each server did, in all and by area, what is to be known of it, and what could not be had.
 * @param {readonly import('./kept-run.js').KeptRun[]} runs
 * @param {readonly Results[]} results of the same servers in the same order
 * @returns {string}
 */
export function renderMatrix(runs, results) {
  const areas = [...new Set(results.flatMap(({ cases }) => cases.map(areaOf)))].toSorted();
  const names = runs.map(({ server }) => server);
  return [
    '# Servers compared',
    '',
    'The conformance suite on servers that nobody here wrote, each as its script in',
    '[scripts/servers](../scripts/servers/README.md) installs and starts it. `npm run matrix` runs them all and writes this page;',
    '`npm run matrix -- minio moto` runs these two, and keeps the rest as it was. [matrix.html](matrix.html) has every case, what',
    'each server said, and a search: it is one file, to be opened in a browser.',
    '',
    'A case *works* where a client can live with the answer, and is *exact* where the answer is that of AWS. Both are counted of',
    'all cases that apply to the server. A server that is a mock or a gateway promises less than a store does: low figures are not',
    'faults by themselves.',
    '',
    ...table(
      [
        'server',
        'version',
        'run on',
        'suite',
        'cases',
        'work',
        'exact',
        'failed',
        'unsupported',
        'blocked',
        'not judged',
      ],
      runs.map((run, index) => renderRun(run, results[index]?.cases ?? [])),
    ),
    '',
    '*Unsupported*: the server itself says that it does not have it. *Blocked*: it needs a feature that does not work there.',
    '',
    '## By area',
    '',
    'The share of cases that work, and in brackets that of those that are exact.',
    '',
    ...table(
      ['area', ...names],
      areas.map((area) => [
        area,
        ...results.map(({ cases }) => renderShares(cases.filter((one) => areaOf(one) === area))),
      ]),
    ),
    '',
    '## What is to be known of each',
    '',
    ...runs.flatMap(({ server }) => renderNotes(server)),
    '',
    '## What could not be had',
    '',
    'Servers come from the registries of npm, PyPI, crates.io, Go modules, Maven Central and Debian alone, without containers.',
    '',
    ...table(
      ['server', 'why'],
      [...notHad, ...notRun(runs)].map(({ name, why }) => [name, why]),
    ),
    '',
  ].join('\n');
}

/**
 * @param {import('./kept-run.js').KeptRun} run
 * @param {Cases} cases
 */
function renderRun({ server, version, start_time, suite_version }, cases) {
  const applying = cases.filter(({ verdict }) => verdict !== 'skipped');
  /** @param {string} wanted */
  const count = (wanted) => String(applying.filter(({ verdict }) => verdict === wanted).length);
  return [
    server,
    version,
    start_time.slice(0, 10),
    suite_version,
    String(applying.length),
    renderShare(applying.filter(works).length, applying.length),
    renderShare(applying.filter(isExact).length, applying.length),
    count('fail'),
    count('unsupported'),
    count('blocked'),
    count('error'),
  ];
}

/** @param {Cases} cases */
function renderShares(cases) {
  const applying = cases.filter(({ verdict }) => verdict !== 'skipped');
  if (applying.length === 0) {
    return '';
  }
  const [working, exact] = [works, isExact].map((is) =>
    renderShare(applying.filter(is).length, applying.length),
  );
  return `${working} (${exact})`;
}

/**
 * @param {number} part
 * @param {number} whole
 */
function renderShare(part, whole) {
  // Rounded down: what is not whole is not 100 %.
  return `${Math.floor((part / whole) * 100)} %`;
}

/**
 * Servers that a script can start, and of which no run is kept.
 * @param {readonly import('./kept-run.js').KeptRun[]} runs
 */
function notRun(runs) {
  const missing = servers.filter(({ name }) => !runs.some(({ server }) => server === name));
  return missing.map(({ name, version }) => ({
    name: `${name} ${version}`,
    why: `\`scripts/servers/${name}.js\` is its script; no run of the suite is kept yet.`,
  }));
}

/** @param {string} name */
function renderNotes(name) {
  const out = leftOut[name];
  const notes = [
    ...(servers.find((server) => server.name === name)?.facts.notes ?? []),
    ...(out === undefined ? [] : [`Not asked about ${out.areas.join(', ')}: ${out.reason}.`]),
  ];
  return [`- **${name}**: ${notes.join(' ')}`];
}

/**
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
function table(head, rows) {
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)];
}
