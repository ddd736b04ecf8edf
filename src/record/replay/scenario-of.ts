import { scenarioShell } from '../../lib/scenario-shell.js';
import { RecordingError } from '../recording/read-recording.js';
import type { Recording, RecordingLine } from '../recording/schema.js';
import { nameBuckets } from './buckets.js';
import { describeExchange } from './describe.js';
import { decodeListed } from './document.js';
import { type Exchange, exchangeOf } from './exchange.js';
import { fixturesOf } from './fixtures.js';
import { whyLeftOut } from './left-out.js';
import { makeSteps, type Omission } from './make-steps.js';
import { orderOf } from './order.js';
import type { ReplayState } from './replay-state.js';
import { SavedValues } from './saved-values.js';
import { Stored } from './stored.js';
import { writeScenario } from './write-scenario.js';

/** A scenario that replays a recording. */
export interface ReplayScenario {
  /** YAML of the scenario language. */
  readonly text: string;
  /** How many exchanges it replays. */
  readonly replayed: number;
  /** Those that it does not, in order, each with the reason. */
  readonly omissions: readonly Omission[];
}

/** 32 bytes in place of every key of SSE-C: the recording has none of them. */
const customerKey = 's3tester-replays-with-this-key..';

/**
 * Makes the scenario that replays a recording on any server: bodies are generated, what the server made up is saved and
 * sent back, checksums are computed anew, and each response must be what the client was given. The same recording gives the
 * same text. Rejects with a {@link RecordingError} where nothing can be replayed.
 */
export async function scenarioOf({ head, lines }: Recording): Promise<ReplayScenario> {
  const early: Omission[] = [];
  const exchanges: Exchange[] = [];
  const doubted: RecordingLine[] = [];
  for (const line of lines) {
    const exchange = exchangeOf(line);
    const reason = whyLeftOut(line, exchange);
    if (reason === undefined && exchange !== undefined) {
      exchanges.push(exchange);
      continue;
    }
    early.push({ n: line.n, what: describeExchange(line), reason: reason ?? '' });
    doubted.push(line);
  }
  const buckets = nameBuckets(exchanges);
  const made = new Set([...buckets].flatMap(([name, { isMade }]) => (isMade ? [name] : [])));
  const state: ReplayState = {
    started: Date.parse(head.started),
    buckets,
    saved: new SavedValues(),
    stored: new Stored(made),
    followed: followedIn(exchanges),
    usesCustomerKey: false,
  };
  const { layers, omissions } = await makeSteps(orderOf(exchanges), state, doubted);
  const replayed = layers.flat().length;
  const all = [...early, ...omissions].sort((one, other) => one.n - other.n);
  if (replayed === 0) {
    const [first] = all;
    const why = first === undefined ? 'it has no exchange' : `of ${first.what}: ${first.reason}`;
    throw new RecordingError(`nothing of this recording can be replayed; ${why}`);
  }
  const name = [head.application ?? 'recording', head.version ?? ''].join(' ').trim();
  const shell = scenarioShell(`Replay of ${name}`, [
    {
      case: 'replay',
      title: `What ${name} asked for is answered as it was`,
      fixtures: fixturesOf(exchanges, state),
      ...(state.usesCustomerKey ? { variables: { customer_key: customerKey } } : {}),
    },
  ]);
  return { text: writeScenario(head, shell, layers, all), replayed, omissions: all };
}

function followedIn(exchanges: readonly Exchange[]): ReadonlySet<string> {
  const names = ['continuation-token', 'marker', 'key-marker'];
  const ends = exchanges.flatMap(({ query }) => names.flatMap((name) => query.get(name) ?? []));
  return new Set(ends.map(decodeListed));
}
