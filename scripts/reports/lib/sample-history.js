/**
 * A history in which one client reads what another had overwritten before, as NDJSON: three clients, one key.
 * @returns {string}
 */
export function makeStaleHistory() {
  const header = {
    type: 'history',
    format: 1,
    workloads: ['by-hand'],
    model: 'strong',
    start: '2026-11-30T12:00:00.000Z',
    endpoints: ['http://127.0.0.1:9000'],
    buckets: [{ name: 'bucket', versioned: false }],
    clients: 3,
    seed: 1,
    s3tester_version: '0.1.0',
  };
  const operations = [
    { client: 0, op: 'put', call: 100, return: 900, value: 1, etag: '"1"' },
    { client: 1, op: 'put', call: 1200, return: 2400, value: 2, etag: '"2"' },
    { client: 2, op: 'get', call: 3000, return: 3800, read: { value: 1, etag: '"1"' } },
  ];
  const shared = {
    endpoint: 0,
    workload: 'by-hand',
    bucket: 'bucket',
    key: 'key',
    outcome: 'ok',
    status: 200,
  };
  const lines = [header, ...operations.map((one, index) => ({ id: index + 1, ...shared, ...one }))];
  return `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`;
}
