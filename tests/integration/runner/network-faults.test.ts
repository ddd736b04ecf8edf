import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { exitCode } from '../../../src/results/exit-code.js';
import { startFaultProxy } from '../../support/fault-proxy.js';
import { runScenario } from '../../support/run-scenario.js';
import { useServer } from '../../support/use-server.js';

const server = useServer();

interface Faulted {
  /** The key that the proxy knows the fault by, with a method in front of it where it is not GET. */
  readonly fault: string;
  readonly expected?: string;
  readonly client?: string;
  readonly status: 'pass' | 'fail' | 'error';
  readonly says?: RegExp;
  readonly retries?: number;
}

const whole = '{ body: "Hello, S3!" }';

const table: readonly Faulted[] = [
  { fault: 'reset', status: 'error', says: /^http:\/\/127\.0\.0\.1:\d+ (reset|closed) the connection/ },
  { fault: 'half-open', status: 'error', says: /did not respond in time.*4 s/ },
  { fault: 'half-body', status: 'error', says: /4 s/ },
  { fault: 'truncated', status: 'fail', says: /sent an incomplete response/ },
  { fault: 'truncated-chunks', status: 'fail', says: /sent an incomplete response/ },
  { fault: 'slow', expected: whole, status: 'pass' },
  { fault: 'length-too-short', expected: whole, status: 'fail' },
  { fault: 'busy', expected: '{ error_code: SlowDown, status_code: 503 }', status: 'pass', retries: 0 },
  { fault: 'busy', expected: whole, status: 'fail', retries: 0 },
  { fault: 'busy', expected: whole, client: ', retries: 1', status: 'fail', retries: 1 },
  { fault: 'busy-twice', expected: whole, client: ', retries: 4', status: 'pass', retries: 2 },
  { fault: 'put-reset', status: 'error', says: /(reset|closed) the connection/ },
  { fault: 'refused', status: 'error', says: /^http:\/\/127\.0\.0\.1:CLOSED cannot be reached/ },
];

async function closedPort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address() as { readonly port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

function stepOf({ fault, expected, client = '' }: Faulted, driver: string, closed: number): string {
  const judged = expected === undefined ? '' : `, expected_result: ${expected}`;
  const sent = `client: { driver: ${driver}${client} }${judged}`;
  if (fault === 'refused') {
    return `{ request: { url: "http://127.0.0.1:${closed}/" } }`;
  }
  if (fault.startsWith('put-')) {
    return `{ operation: PutObject, parameters: { key: fault-${fault.slice(4)}, body: { size: 1MiB, seed: 1 } }, ${sent} }`;
  }
  return `{ operation: GetObject, parameters: { key: fault-${fault} }, ${sent} }`;
}

test.each(['direct', 'sdk'])(
  'faults of the network end their step alone, with the %s driver',
  async (driver) => {
    const proxy = await startFaultProxy(server.url);
    const closed = await closedPort();
    const cases = table.map(
      (one, index) =>
        `    - { case: "${index}", fixtures: { bucket: own }, steps: [ ${stepOf(one, driver, closed)} ] }`,
    );
    const results = await runScenario(
      `
test_cases:
  groups:
  - name: G
    parallel: true
    test:
${cases.join('\n')}
    - { case: last, fixtures: { bucket: own }, steps: [ { operation: PutObject, parameters: { key: a, body: x } } ] }
`,
      proxy.url,
      { settings: { timeout: 4 } },
    );
    const steps = results.results;
    expect(steps.map(({ status }) => status)).toEqual([...table.map(({ status }) => status), 'pass']);
    for (const [index, { says = /^$/, retries }] of table.entries()) {
      const message = steps[index]?.error_message ?? '';
      expect(message.replace(String(closed), 'CLOSED'), table[index]?.fault).toMatch(says);
      if (retries !== undefined) {
        expect(steps[index]?.retries ?? 0).toBe(retries);
      }
    }
    // What was never answered while others were is a failure of the server, which a baseline can hold.
    for (const [index, { fault, status }] of table.entries()) {
      const { verdict, kind } = results.cases[index] ?? expect.fail();
      const isOpen = ['reset', 'half-open', 'half-body', 'put-reset'].includes(fault);
      expect([verdict, kind !== null], fault).toEqual([
        isOpen ? 'fail' : status,
        isOpen || status === 'fail',
      ]);
      if (kind !== null) {
        expect(kind, fault).toBe(fault === 'busy' ? 'wrongly-refused' : 'wrong-result');
      }
    }
    const cut = steps[table.findIndex(({ fault }) => fault === 'truncated')];
    expect(cut?.actual).toMatchObject({
      success: false,
      status_code: 200,
      headers: { 'content-length': '10' },
    });
    expect(results.endpoint_lost).toBeNull();
    expect(exitCode(results)).toBe(1);
  },
);

test('a length that is no number is a breach of the protocol, for whoever reads it as it comes', async () => {
  const proxy = await startFaultProxy(server.url);
  const { results } = await runScenario(
    `cases: [ { case: c, steps: [ { operation: GetObject, parameters: { bucket: b, key: fault-length-nonsense } } ] } ]`,
    proxy.url,
  );
  expect(results[0]).toMatchObject({
    status: 'fail',
    error_message: expect.stringContaining('what is not HTTP'),
  });
});
