import { expect, test } from 'vitest';
import { observeServer } from '../../../src/evidence/observe-server.js';
import type { ExchangeLine } from '../../../src/evidence/types.js';

const target = { endpoint_url: 'http://127.0.0.1:9000', region: 'us-east-1', server: 'Store' };

function exchange(headers: string, facts: Partial<ExchangeLine> = {}): ExchangeLine {
  return {
    ...{ group_name: 'G', phase: 'test', case: null, step: 'test[0]', iteration: null },
    timestamp: '2026-11-22T10:00:00.000Z',
    ...{ method: 'GET', url: 'http://127.0.0.1:9000/', status: 200, request_id: null, duration: 0 },
    trace: {
      request: { head: 'GET / HTTP/1.1\r\n\r\n' },
      response: { head: `HTTP/1.1 200 OK\r\n${headers}\r\n\r\n` },
    },
    ...facts,
  };
}

function identityOf(exchanges: readonly ExchangeLine[], endpoint = target.endpoint_url) {
  const observer = observeServer();
  exchanges.forEach(observer.add);
  return observer.identity({ ...target, endpoint_url: endpoint }, []);
}

const dated = (time: string, facts: Partial<ExchangeLine> = {}) =>
  exchange(`Date: Sun, 22 Nov 2026 ${time} GMT`, facts);

test('the skew is the median of all dates against when the responses came', () => {
  const dates = [dated('10:05:00'), dated('10:05:01'), dated('11:59:59')];
  expect(identityOf(dates).clock).toEqual({ skew_seconds: 301, responses: 3 });
  expect(identityOf([dated('10:00:30', { duration: 30 })]).clock.skew_seconds).toBe(0);
  expect(identityOf([dated('09:59:00')]).clock.skew_seconds).toBe(-60);
});

test('a run without dates says nothing of the clock', () => {
  const { trace: _, ...untraced } = exchange('');
  expect(identityOf([exchange('Date: today'), untraced]).clock).toEqual({ skew_seconds: null, responses: 0 });
});

test('each name of a server is counted, and of very many the first', () => {
  expect(identityOf([exchange('Server: a'), exchange('server: b'), exchange('Server: a')]).names).toEqual([
    { name: 'a', responses: 2 },
    { name: 'b', responses: 1 },
  ]);
  const many = Array.from({ length: 50 }, (_, index) => exchange(`Server: name-${index}`));
  expect(identityOf(many).names).toHaveLength(20);
});

test('an endpoint is told without a user', () => {
  expect(identityOf([], 'http://user:word@127.0.0.1:9000/').endpoint_url).toBe('http://127.0.0.1:9000/');
  expect(identityOf([], 'embedded').endpoint_url).toBe('embedded');
});
