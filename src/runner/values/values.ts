import { randomUUID } from 'node:crypto';
import type { RunValues } from './scope.js';

/** What a run's names are made of; all that changes from run to run is handed in. */
export interface RunValueSources extends Pick<RunValues, 'now' | 'random' | 'target' | 'shard'> {
  readonly runId: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** By name, what `${credentials.<name>.…}` may show: access_key, arn, account_id, canonical_id. */
  readonly credentials: Readonly<Record<string, Readonly<Record<string, string | undefined>>>>;
  readonly isSeeded: boolean;
}

/** The values looked up last: credentials, target, built-ins, environment. */
export function makeRunValues(sources: RunValueSources): RunValues {
  const { now, random, runId, environment, target, credentials, isSeeded, shard } = sources;
  return {
    now,
    random,
    target,
    shard,
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
}

const hexDigits = '0123456789abcdef';

function seededUuid(random: string): string {
  const hex = [...random].map((char) => hexDigits[(char.codePointAt(0) ?? 0) % 16]).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
