import { setTimeout as delay } from 'node:timers/promises';
import { makeFractions } from '../random.js';
import { createStoreClient, type SharedStore, type StoreClient } from '../store/store-client.js';
import { createSchedule, type ScheduleOptions, type Slice } from './schedule.js';

/** How clients run. */
export interface ClientsOptions extends Omit<ScheduleOptions, 'ended'> {
  readonly shared: SharedStore;
  readonly clients: number;
  readonly seed: number;
  /** Whether it is time to end. */
  isOver(): boolean;
  /** Called when no operation touches the keys of a slice any more. */
  keysEnded(bucket: string, prefix: string): void;
}

/** How often reading fails, while the store may be down, before a slice that is over is given up. */
const closingTries = 60;
const closingPauseMs = 500;

/**
 * Has all clients do their operations until it is time to end, and what was written read once more, by clients with numbers
 * of their own.
 */
export async function runClients(options: ClientsOptions): Promise<void> {
  const { shared, clients, seed, isOver, keysEnded } = options;
  const closings = new Set<Promise<void>>();
  let closers = 0;
  const schedule = createSchedule({
    ...options,
    ended(slice) {
      const closing = readOnceMore(
        slice,
        clientOf(clients + closers++, () => slice.workload),
      ).then(() => {
        keysEnded(slice.bucket, slice.prefix);
        closings.delete(closing);
      });
      closings.add(closing);
    },
  });

  function clientOf(id: number, workload: () => string): StoreClient {
    return createStoreClient(shared, id, makeFractions(seed * 1009 + id), workload);
  }

  async function runClient(id: number): Promise<void> {
    let workload = '';
    const client = clientOf(id, () => workload);
    while (!isOver()) {
      const slice = schedule.enter();
      workload = slice.workload;
      await slice.epoch.step(client);
      schedule.leave(slice);
    }
  }

  async function readOnceMore(slice: Slice, client: StoreClient): Promise<void> {
    let tries = 0;
    for (const place of slice.epoch.places()) {
      while (tries < closingTries && !shared.signal.aborted) {
        const { outcome, read } = await client.get(place);
        if (outcome === 'ok' || read !== undefined) {
          break;
        }
        tries++;
        await delay(closingPauseMs, undefined, { signal: shared.signal }).catch(() => undefined);
      }
    }
    if (options.features.has('list-v2')) {
      await client.list('v2', slice.bucket, slice.prefix);
    }
  }

  await Promise.all(Array.from({ length: clients }, (_, id) => runClient(id)));
  schedule.end();
  while (closings.size > 0) {
    await Promise.all(closings);
  }
}
