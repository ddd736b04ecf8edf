import type { Headers } from '../../ground/http/incoming.js';
import type { Bucket, ObjectVersion } from '../../ground/store/records.js';
import type { Store } from '../../ground/store/store.js';
import type { ActiveChances, ConsistencyFaultName } from './consistency-faults.js';
import { ListingFaults } from './listing-faults.js';
import { Past } from './past.js';
import { bringBack, type Return } from './returns.js';
import { canTear, tear } from './torn.js';

/** What the consistency faults do inside the server; nothing where none is on. */
export class Inconsistency {
  readonly #active: ActiveChances;
  readonly #past = new Past();
  readonly #returns: Return[] = [];
  /** What they do to listings. */
  readonly listings: ListingFaults;

  constructor(active: ActiveChances) {
    this.#active = active;
    this.listings = new ListingFaults(active, this.#past);
  }

  /** Whether conditions count only where the write is committed, since some of them may be let through there. */
  get decidesLate(): boolean {
    return this.#active.has('cas-two-winners') || this.#active.has('create-two-winners');
  }

  /** Counts a conditional write; whether it goes on although its condition does not hold. */
  letsThrough(headers: Headers, isRefused: () => boolean): boolean {
    if (headers['if-match'] !== undefined) {
      return this.#strikes('cas-two-winners', isRefused);
    }
    return headers['if-none-match'] !== undefined && this.#strikes('create-two-winners', isRefused);
  }

  /** Counts a write; whether it is acknowledged and not kept. */
  loses(headers: Headers): boolean {
    const isConditional = headers['if-match'] !== undefined || headers['if-none-match'] !== undefined;
    return this.#strikes(isConditional ? 'cas-lost' : 'write-lost');
  }

  /** Counts a write; the version as it is kept. */
  keep(version: ObjectVersion, former: ObjectVersion | undefined): ObjectVersion {
    return this.#strikes('write-torn', () => canTear(version, former)) ? tear(version, former) : version;
  }

  /** Counts the completion of an upload; the parts whose bytes the object has. */
  keepParts<Part>(parts: readonly Part[]): readonly Part[] {
    const lost = this.#strikes('part-lost', () => parts.length > 1)
      ? this.#active.get('part-lost')?.chance.pick(parts)
      : undefined;
    return lost === undefined ? parts : parts.filter((part) => part !== lost);
  }

  /** Called before a key is changed. */
  remember(bucket: Bucket, key: string): void {
    if (this.#active.has('stale-read') || this.#active.has('list-entry-ghost')) {
      this.#past.remember(bucket, key);
    }
  }

  /** Counts a read of a key; what it sees instead of what is there, where it is stale. */
  staleState(bucket: Bucket, key: string): { readonly version: ObjectVersion | undefined } | undefined {
    const fault = this.#active.get('stale-read');
    if (fault === undefined) {
      return undefined;
    }
    const state = this.#past.find(bucket, key);
    const isRecent = state !== undefined && performance.now() - state.changedAt < fault.delay;
    return fault.chance.strikes(() => isRecent) ? state : undefined;
  }

  /** Called before an object is deleted: counts the deletion, and gives what to call with the delete marker that was made. */
  deleting(
    store: Store,
    bucket: Bucket,
    version: ObjectVersion | undefined,
  ): (marker?: ObjectVersion) => void {
    const fault = this.#active.get('delete-resurrected');
    if (fault === undefined || version === undefined || !fault.chance.strikes()) {
      return () => {};
    }
    version.content?.retain();
    return (marker) => {
      this.#returns.push({ store, bucket, version, marker, dueAt: performance.now() + fault.delay });
    };
  }

  /** Called before each request: brings back what is due. */
  settle(): void {
    if (this.#returns.length === 0) {
      return;
    }
    const now = performance.now();
    for (const due of this.#returns.filter(({ dueAt }) => dueAt <= now)) {
      this.#returns.splice(this.#returns.indexOf(due), 1);
      if (!bringBack(due)) {
        this.#active.get('delete-resurrected')?.chance.repeat();
      }
    }
  }

  #strikes(name: ConsistencyFaultName, shows?: () => boolean): boolean {
    return this.#active.get(name)?.chance.strikes(shows) ?? false;
  }
}
