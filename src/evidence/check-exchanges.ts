import { finding } from '../lib/finding.js';
import { sourceOf } from '../results/source.js';
import type { Results } from '../results/types.js';
import { isSame } from './check-results.js';
import { exchangesOf } from './exchanges.js';
import type { Finding } from './finding.js';
import { observeServer } from './observe-server.js';
import { parseJson } from './parse-member.js';
import type { OpenBundle } from './read-bundle.js';
import type { ExchangeLine, ServerIdentity } from './types.js';

/** Holds the exchanges against the results, line by line, and what is said of the server against the exchanges. */
export async function checkExchanges(
  bundle: Pick<OpenBundle, 'lines'>,
  results: Results,
  server: ServerIdentity,
): Promise<readonly Finding[]> {
  const expected = exchangesOf(sourceOf(results));
  const observer = observeServer();
  let count = 0;
  for await (const text of bundle.lines('exchanges.ndjson')) {
    count++;
    const line = parseJson(text, 'exchanges.ndjson') as ExchangeLine;
    const next = expected.next();
    const wrong = next.done ? 'belongs to no step' : whyWrong(line, next.value);
    if (wrong !== null) {
      return [finding('exchanges', 'fail', `exchange ${count} ${wrong}`)];
    }
    observer.add(line);
  }
  if (!expected.next().done) {
    return [finding('exchanges', 'fail', `after ${count} exchanges those of further steps are missing`)];
  }
  const said = observer.identity(results.target, []);
  const { skew_seconds: skew } = server.clock;
  return [
    finding('exchanges', 'ok', `the exchanges are those of the steps: ${count}`, { exchanges: count }),
    isSame(said, { ...server, findings: [] })
      ? finding('server', 'ok', describeServer(server), {
          ...{ endpoint_url: server.endpoint_url, server: server.server },
          skew_seconds: skew,
        })
      : finding('server', 'fail', 'what is said of the server is not what its responses say'),
  ];
}

function whyWrong(line: ExchangeLine, expected: ExchangeLine): string | null {
  if (typeof line !== 'object' || line === null) {
    return 'is none';
  }
  const { trace, ...record } = line;
  const name = `${expected.case ?? expected.group_name} ${expected.step}`;
  if (!isSame(record, expected)) {
    return `is not that of the results, ${name}`;
  }
  // What is interim stands before the response itself.
  const statuses = [...(trace?.response?.head ?? '').matchAll(/^HTTP\/\d\.\d (\d{3})\b/gm)].map(([, one]) =>
    Number(one),
  );
  return statuses.length > 0 && statuses.at(-1) !== record.status ? `has another status than ${name}` : null;
}

function describeServer({ endpoint_url, server, clock }: ServerIdentity): string {
  const name = server === null ? 'it did not name itself' : `it named itself ${server}`;
  const skew =
    clock.skew_seconds === null
      ? 'its responses had no date'
      : Math.abs(clock.skew_seconds) <= 1
        ? 'its clock agreed to the second'
        : `its clock was ${Math.abs(clock.skew_seconds)} s ${clock.skew_seconds < 0 ? 'behind' : 'ahead'}`;
  return `${endpoint_url}: ${name}; ${skew}`;
}
