import type { Bucket, ObjectVersion } from '../../ground/store/records.js';
import { currentObject } from '../../ground/store/versions.js';

/** What a key was before its last change; `version` is undefined where it was not there. */
export interface FormerState {
  readonly version: ObjectVersion | undefined;
  /** When it was changed: milliseconds of the process's own clock. */
  readonly changedAt: number;
}

const keysRemembered = 10_000;

/** Remembers for the keys that were written or deleted last what they were before. */
export class Past {
  readonly #buckets = new WeakMap<Bucket, Map<string, FormerState>>();

  /** Called before a change of a key; keeps what it replaces from going. */
  remember(bucket: Bucket, key: string): void {
    const states = this.#buckets.get(bucket) ?? new Map<string, FormerState>();
    this.#buckets.set(bucket, states);
    this.#forget(states, key);
    const version = currentObject(bucket, key);
    version?.content?.retain();
    states.set(key, { version, changedAt: performance.now() });
    const [oldest] = states.keys();
    if (states.size > keysRemembered && oldest !== undefined) {
      this.#forget(states, oldest);
    }
  }

  /** What a key was before its last change. */
  find(bucket: Bucket, key: string): FormerState | undefined {
    return this.#buckets.get(bucket)?.get(key);
  }

  /** The last versions of keys that are not there any more. */
  *deleted(bucket: Bucket): Generator<ObjectVersion> {
    for (const [key, { version }] of this.#buckets.get(bucket) ?? []) {
      if (version !== undefined && currentObject(bucket, key) === undefined) {
        yield version;
      }
    }
  }

  #forget(states: Map<string, FormerState>, key: string): void {
    states.get(key)?.version?.content?.release();
    states.delete(key);
  }
}
