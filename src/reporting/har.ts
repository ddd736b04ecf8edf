import type { ResultSource } from '../results/source.js';
import type { HttpRecord, StepResult } from '../results/types.js';
import {
  type ArchivedExchange,
  type ArchivedMessage,
  type ArchivedPair,
  writeArchive,
} from './har-archive.js';
import { describeLeftOut } from './turns.js';
import { withheldLine } from './withheld.js';

/** An HTTP Archive of every exchange that has a trace; bodies hold their first KiB. */
export function* writeHar(source: ResultSource): Generator<string> {
  const comments = [describeLeftOut(source.results), withheldLine(source)].filter((one) => one !== null);
  yield* writeArchive(
    {
      version: source.s3tester_version,
      ...(comments.length === 0 ? {} : { comment: comments.join('; ') }),
    },
    exchangesOf(source),
    ([step, exchange]) => archivedOf(step, exchange),
  );
}

function* exchangesOf({ results }: ResultSource): Generator<readonly [StepResult, HttpRecord]> {
  for (const entry of results) {
    const step = entry.read();
    for (const exchange of step.http) {
      yield [step, exchange];
    }
  }
}

function archivedOf(
  step: StepResult,
  { method, url, status, duration, trace }: HttpRecord,
): ArchivedExchange {
  const { reason, ...response } = messageOf(trace?.response);
  const { reason: _, ...request } = messageOf(trace?.request);
  return {
    started: step.timestamp,
    time: duration * 1000,
    ...{ method, url, status: status ?? 0, reason, request, response },
    comment: [step.case ?? step.group_name, step.step, step.operation_name ?? step.kind].join(' '),
  };
}

type TracedMessage = NonNullable<HttpRecord['trace']>['request'];

function messageOf(message: TracedMessage | undefined): ArchivedMessage & { readonly reason: string } {
  const { version = 'HTTP/1.1', reason, headers } = parseHead(message?.head ?? '');
  return {
    version,
    reason,
    headers,
    headersSize: message === undefined ? -1 : Buffer.byteLength(message.head),
    bodySize: message?.body?.size ?? 0,
    body: message?.body,
  };
}

function parseHead(head: string): {
  readonly version: string | undefined;
  readonly reason: string;
  readonly headers: ArchivedPair[];
} {
  const [first = '', ...lines] = head.split(/\r?\n/).filter((line) => line !== '');
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return { name: line.slice(0, colon), value: line.slice(colon + 1).trim() };
  });
  const version = /HTTP\/\d\.\d/.exec(first)?.[0];
  return { version, reason: first.startsWith('HTTP/') ? first.split(' ').slice(2).join(' ') : '', headers };
}
