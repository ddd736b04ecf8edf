import { finding } from '../lib/finding.js';
import { headerValue } from '../lib/headers.js';
import { nobody } from '../preflight/ask-once.js';
import { clockSkew, describeSkew } from '../preflight/clock-skew.js';
import { findObstacle } from '../preflight/find-obstacle.js';
import type { S3Response } from '../s3/types.js';
import { type Asked, ask } from './ask.js';
import type { Finding } from './finding.js';

const requests = 9;
/** Servers refuse what was signed further off than this. */
const refusedFrom = 15 * 60;
const told = 60;

/** What answers there: whether it is S3, how its clock goes, how long it takes. Asks unsigned, a few times. */
export async function checkServer(asked: Asked): Promise<readonly Finding[]> {
  const seconds: number[] = [];
  let first: S3Response | undefined;
  let cameAt = asked.now();
  for (let turn = 0; turn < requests; turn++) {
    const { response, failure, exchanges } = await ask(asked, nobody, {
      operation: 'ListBuckets',
      input: {},
    });
    if (!response) {
      return [finding('server', 'fail', failure?.message ?? 'there was no response')];
    }
    if (first === undefined) {
      first = response;
      cameAt = asked.now();
    }
    seconds.push(exchanges.at(-1)?.seconds ?? 0);
  }
  return first === undefined
    ? []
    : [describeServer(first, asked, cameAt), describeClock(first, cameAt), describeLatency(seconds)];
}

function describeServer(response: S3Response, { endpointUrl, region }: Asked, now: Date): Finding {
  const server = headerValue(response.headers, 'server');
  const facts = {
    status_code: response.status,
    server: server ?? null,
    error_code: response.error?.Code ?? null,
  };
  const obstacle = findObstacle(response, { endpointUrl, region, credential: null, now });
  if (obstacle) {
    return finding('server', 'fail', obstacle.message, facts);
  }
  const name = server === undefined ? 'it does not name itself' : `it names itself ${server}`;
  const answer =
    response.error?.Code === undefined ? `${response.status}` : `${response.status} ${response.error.Code}`;
  const isOpen = response.success;
  return finding(
    'server',
    isOpen ? 'warn' : 'ok',
    `${endpointUrl} answers like S3 (${answer} to an unsigned request); ${name}${isOpen ? '; it lists buckets to anybody' : ''}`,
    facts,
  );
}

function describeClock(response: S3Response, now: Date): Finding {
  const skew = clockSkew(response, now);
  if (skew === undefined) {
    return finding('clock', 'unknown', 'its responses have no Date header');
  }
  const facts = { skew_seconds: skew };
  const distance = Math.abs(skew);
  if (distance <= 1) {
    return finding('clock', 'ok', 'both clocks agree to the second', facts);
  }
  const summary = `the clock of this machine is ${describeSkew(skew)}`;
  return distance >= refusedFrom
    ? finding(
        'clock',
        'fail',
        `${summary}; from 15 min on servers refuse signatures: set one of them right`,
        facts,
      )
    : finding('clock', distance >= told ? 'warn' : 'ok', summary, facts);
}

function describeLatency(seconds: readonly number[]): Finding {
  const sorted = seconds.toSorted((a, b) => a - b);
  const [fastest = 0] = sorted;
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const slowest = sorted.at(-1) ?? 0;
  return finding(
    'latency',
    'ok',
    `${milliseconds(median)} a request (median of ${sorted.length}; ${milliseconds(fastest)} to ${milliseconds(slowest)}, the first one with the connection)`,
    { median, fastest, slowest, requests: sorted.length },
  );
}

function milliseconds(seconds: number): string {
  return `${(seconds * 1000).toFixed(1)} ms`;
}
