import { expect, test } from 'vitest';
import { checkExchanges } from '../../../src/evidence/check-exchanges.js';
import { exchangesOf } from '../../../src/evidence/exchanges.js';
import { observeServer } from '../../../src/evidence/observe-server.js';
import type { OpenBundle } from '../../../src/evidence/read-bundle.js';
import { sourceOf } from '../../../src/results/source.js';
import type { HttpRecord } from '../../../src/results/types.js';
import { resultsOf, step } from '../reporting/sample-results.js';

const record = {
  method: 'PUT',
  url: 'http://127.0.0.1:9000/b/k',
  status: 200,
  request_id: null,
  duration: 0.1,
};

/** The checks of a run of one exchange, of which the response has this head. */
async function statusesWith(head: string) {
  const http: HttpRecord = {
    ...record,
    trace: { request: { head: 'PUT /b/k HTTP/1.1' }, response: { head } },
  };
  const results = resultsOf([step({ http: [record] })]);
  const lines = [...exchangesOf(sourceOf(resultsOf([step({ http: [http] })])))];
  const observer = observeServer();
  lines.forEach(observer.add);
  const bundle: Pick<OpenBundle, 'lines'> = {
    async *lines() {
      yield* lines.map((line) => JSON.stringify(line));
    },
  };
  const found = await checkExchanges(bundle, results, observer.identity(results.target, []));
  return found.map(({ check, status }) => [check, status]);
}

test('the last status line is that of the response: what is interim stands before it', async () => {
  const fine = [
    ['exchanges', 'ok'],
    ['server', 'ok'],
  ];
  expect(await statusesWith('HTTP/1.1 200 OK\r\nServer: a\r\n\r\n')).toEqual(fine);
  expect(await statusesWith('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n')).toEqual(fine);
  expect(await statusesWith('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 403 Forbidden\r\n\r\n')).toEqual([
    ['exchanges', 'fail'],
  ]);
});
