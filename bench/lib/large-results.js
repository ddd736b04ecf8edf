/** @typedef {import('../../dist/results/types.js').Results} Results */

/**
 * Results of many cases on several servers, as `compare` reads them; each server fails others of them.
 * @param {{ readonly servers: number, readonly cases: number }} size
 * @returns {{ file: string, results: Results }[]}
 */
export function makeLargeResults({ servers, cases }) {
  const ids = Array.from(
    { length: cases },
    (_, index) => `area-${index % 25}/operation-${index % 100}/case-${index}`,
  );
  return Array.from({ length: servers }, (_, server) => ({
    file: `server-${server}.json`,
    results: resultsOf(
      `server-${server}`,
      ids.map((id, index) => caseOf(id, index, index % (server + 3) !== 0)),
    ),
  }));
}

/**
 * @param {string} server
 * @param {Results['cases']} cases
 * @returns {Results}
 */
function resultsOf(server, cases) {
  return {
    session_id: '00000000-0000-4000-8000-000000000000',
    config_file: null,
    config_files: [],
    s3tester_version: '0.1.0',
    result_format: 1,
    target: { endpoint_url: 'http://127.0.0.1:9000', region: 'us-east-1', server },
    start_time: '2026-11-30T12:00:00.000Z',
    end_time: '2026-11-30T12:01:00.000Z',
    interrupted: false,
    endpoint_lost: null,
    total_operations: 0,
    summary: { passed: 0, failed: 0, error: 0, skipped: 0, success_rate: 0 },
    results: [],
    cases,
  };
}

/**
 * @param {string} id
 * @param {number} index
 * @param {boolean} passes
 * @returns {Results['cases'][number]}
 */
function caseOf(id, index, passes) {
  const [area = '', operation = ''] = id.split('/');
  return {
    id,
    title: `What case ${index} of ${operation} is about, in one sentence of some length`,
    group_name: `${area}/${operation}`,
    verdict: passes ? 'pass' : 'fail',
    kind: passes ? null : 'wrong-error',
    reason: passes ? null : 'expected 412 PreconditionFailed, got 200 with an object that nobody asked for',
    exact: passes,
    duration: 0.1,
    steps: [],
    feature: area,
    level: 'core',
    operations: ['PutObject', 'GetObject'],
    reference: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html',
  };
}
