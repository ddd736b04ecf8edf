import { randomUUID } from 'node:crypto';
import type { Random } from './random.js';
import type { RunValues } from './scope.js';

/** What a run's names are made of; all that changes from run to run is handed in. */
export interface RunValueSources extends Pick<RunValues, 'now' | 'target' | 'shard'> {
  readonly makeRandom: () => Random;
  readonly runId: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** By name, what `${credentials.<name>.…}` may show: access_key, arn, account_id, canonical_id. */
  readonly credentials: Readonly<Record<string, Readonly<Record<string, string | undefined>>>>;
  readonly isSeeded: boolean;
}

/** The values looked up last: credentials, target, built-ins, environment. */
export function makeRunValues(sources: RunValueSources): RunValues {
  const { now, makeRandom, runId, environment, target, credentials, isSeeded, shard } = sources;
  const random = makeRandom();
  const values: RunValues = {
    now,
    random,
    target,
    shard,
    // Without a seed nothing is remembered of who asked.
    apart: () => (isSeeded ? makeRunValues(sources) : values),
    lookup(name, seedKey = '') {
      switch (name) {
        case 'credentials':
          return credentials;
        case 'target':
          return target;
        case 'shard':
          return shard;
        case 'run_id':
          return runId;
        case 'uuid':
          return isSeeded ? seededUuid(random(32, seedKey)) : randomUUID();
        case 'timestamp':
          return now();
        default:
          return environment[name];
      }
    },
  };
  return values;
}

const hexDigits = '0123456789abcdef';

function seededUuid(random: string): string {
  const hex = [...random].map((char) => hexDigits[(char.codePointAt(0) ?? 0) % 16]).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
