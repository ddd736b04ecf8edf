/** @typedef {Awaited<ReturnType<typeof import('./machine.js').describeMachine>>} Machine */
/**
 * What the benchmarks said; null where one was not run, in which case the page says nothing of it.
 * @typedef {{ wholeRun: string, longRun: string, suiteCpu: string, startUp: string, consistency: string | null, memory: string, suiteSpeed: string | null }} Said
 */
/** @typedef {readonly [what: string, target: string, measured: string, isMet: boolean]} Target */
/**
 * @typedef {object} Load
 * @property {string} what
 * @property {number} in_flight
 * @property {Readonly<Record<string, number>>} cpu_microseconds
 * @property {{ sdk: number, boto3?: number, minio_go?: number }} ratio_to
 */
/** @typedef {{ loads: Load[], requests: number, rounds: number }} LoadRun */
/**
 * @typedef {object} SuiteBuild
 * @property {string} build
 * @property {number} cases
 * @property {number} requests
 * @property {number} client_seconds
 * @property {number} client_microseconds_a_request
 * @property {number} cases_per_cpu_second_of_both
 */
/** @typedef {{ cases: number, seconds: number, cases_per_second: number, cases_per_cpu_second: number, cases_per_client_cpu_second: number }} Tests */
/** @typedef {{ s3_tests: Tests & { workers: number }, s3tester: Tests, ratio_by_cpu: number, ratio_by_client_cpu: number }} Speed */

/**
 * The page about performance.
 * @param {Said} said
 * @param {Machine} machine
 * @param {readonly (readonly [path: string, name: string])[]} names what folders of builds are called
 */
export function renderReport(said, machine, names) {
  /** @type {LoadRun} */
  const short = JSON.parse(said.wholeRun);
  /** @type {LoadRun} */
  const long = JSON.parse(said.longRun);
  /** @type {{ rounds: number, builds: SuiteBuild[] }} */
  const suite = JSON.parse(said.suiteCpu);
  /** @type {{ version_to_node: number, first_request: number }} */
  const start = JSON.parse(said.startUp);
  /** @type {Speed | null} */
  const speed = said.suiteSpeed === null ? null : JSON.parse(said.suiteSpeed);
  const [first, ...others] = suite.builds;
  // Only of the same cases a whole run can be compared.
  const last = others.findLast(({ cases }) => cases === first?.cases);
  /** @type {Target[]} */
  const targets = [
    ...[short, long].flatMap((run) => run.loads.flatMap((load) => targetsOfLoad(load, run.requests))),
    ['`--version`, of bare Node', '≤ 1.3', String(start.version_to_node), start.version_to_node <= 1.3],
    [
      'first request of a small file',
      '≤ 0.35 s',
      `${start.first_request.toFixed(2)} s`,
      start.first_request <= 0.35,
    ],
    ...(first && last ? [targetOfSuite(first, last)] : []),
    ...(speed === null
      ? []
      : [
          /** @type {Target} */ ([
            'cases a CPU-second of client and server, of quick ceph/s3-tests',
            '≥ 10',
            String(speed.ratio_by_cpu),
            speed.ratio_by_cpu >= 10,
          ]),
          /** @type {Target} */ ([
            'cases a CPU-second of the client alone, of quick ceph/s3-tests',
            '≥ 10',
            String(speed.ratio_by_client_cpu),
            speed.ratio_by_client_cpu >= 10,
          ]),
        ]),
  ];
  return `# Performance

What s3tester costs, and where it misses its own targets. This page is written by \`node bench/report.js\`, from the
programs of \`bench/\`: each runs what it compares in turn, so that a busy machine slows all of it down alike. CPU time is
that of user and system; a ratio says more than a time.

Measured on ${machine.date}: ${machine.model}, ${machine.cores} cores, ${machine.gibibytes} GiB, Node ${machine.node},
@aws-sdk/client-s3 ${machine.sdk}; ${machine.load} programs wanted to run at the end of it.

## Targets

${table(
  ['what', 'target', 'measured', 'met'],
  targets.map(([what, target, measured, isMet]) => [what, target, measured, word(isMet)]),
)}

## A request through a whole run

Objects of 1 KB, written and read by a step with \`repeat\`, judged and recorded; against the plain SDK, and, where they are named, boto3
with threads and minio-go with goroutines. Microseconds of CPU time a request of the client, start included, of which a short
run has the larger share:

${table(
  ['what', 'requests', 'rounds', 'in flight', ...Object.keys(short.loads[0]?.cpu_microseconds ?? {})],
  [short, long].flatMap(({ loads, requests, rounds }) =>
    loads.map((one) => [one.what, requests, rounds, one.in_flight, ...Object.values(one.cpu_microseconds)]),
  ),
)}

## The conformance suite on MinIO

Each build runs the suite that it has, in ${suite.rounds} rounds. A run is short, and most of its code runs a few times only: its
time is that of loading and compiling as much as that of requests, so that a request costs many times of what it costs in a
long run.

${table(
  [
    'build',
    'cases',
    'requests',
    'client, s',
    'client, µs a request',
    'cases a CPU-second of client and server',
  ],
  suite.builds.map((one) => [
    names.find(([path]) => path === one.build)?.[1] ?? 'this build',
    one.cases,
    one.requests,
    one.client_seconds.toFixed(2),
    one.client_microseconds_a_request,
    one.cases_per_cpu_second_of_both,
  ]),
)}
${speed === null ? '' : renderSpeed(speed)}
## Memory

What whole runs take at their peak, against the embedded server in the same process:

\`\`\`text
${named(said.memory, names).trimEnd()}
\`\`\`
${said.consistency === null ? '' : renderHistories(said.consistency)}`;
}

/** @param {string} text */
function renderHistories(text) {
  return `
## Histories

\`bench/consistency.js\`: the same requests plain, with a history, and with a history and its checkers.

\`\`\`text
${text.trimEnd()}
\`\`\`
`;
}

/** @param {Load} load @param {number} requests @returns {Target[]} */
function targetsOfLoad({ what, in_flight: inFlight, ratio_to: ratios }, requests) {
  const name = `${what} of 1 KB, ${requests} requests, ${inFlight} in flight`;
  /** @type {[string, number | undefined, number][]} */
  const compared = [
    ['the plain SDK', ratios.sdk, 0.35],
    ['boto3 with threads', ratios.boto3, 0.17],
    ['minio-go', ratios.minio_go, 3],
  ];
  return compared.flatMap(([other, ratio, most]) =>
    ratio === undefined ? [] : [[`${name}, of ${other}`, `≤ ${most}`, String(ratio), ratio <= most]],
  );
}

/** @param {SuiteBuild} before @param {SuiteBuild} now @returns {Target} */
function targetOfSuite(before, now) {
  const ratio = now.client_seconds / before.client_seconds;
  return [
    'client of a run of the same cases on MinIO, of the first build',
    '≤ 0.6',
    ratio.toFixed(2),
    ratio <= 0.6,
  ];
}

/** @param {Speed} speed */
function renderSpeed({ s3_tests: theirs, s3tester: ours }) {
  /** @param {string} name @param {Tests} one */
  const row = (name, one) => [
    ...[name, one.cases, one.seconds, one.cases_per_second],
    ...[one.cases_per_cpu_second, one.cases_per_client_cpu_second],
  ];
  return `
The same server, and the quick tests of ceph/s3-tests with ${theirs.workers} workers beside the quick cases of the suite:

${table(
  [
    ...['', 'cases', 'seconds', 'cases a second'],
    ...['cases a CPU-second of client and server', 'cases a CPU-second of the client'],
  ],
  [row('ceph/s3-tests', theirs), row('s3tester', ours)],
)}
`;
}

/** @param {boolean} isMet */
function word(isMet) {
  return isMet ? 'yes' : '**no**';
}

/** @param {string} text @param {readonly (readonly [string, string])[]} names */
function named(text, names) {
  const renamed = names.reduce((rest, [path, name]) => rest.replaceAll(`${path}:`, `${name}:`), text);
  return renamed.replaceAll(/^ {2}\/.*?:/gm, '  this build:');
}

/** @param {readonly string[]} head @param {readonly (readonly unknown[])[]} rows */
function table(head, rows) {
  const line = (/** @type {readonly unknown[]} */ cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
