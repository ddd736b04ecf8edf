import type { Clock } from '../runner/control/clock.js';
import type { Shard } from '../runner/plan/shard.js';
import type { Meeting } from './meeting.js';
import { StartError } from './start-error.js';

/** Who waits, and who is told of it. */
export interface Waiter {
  readonly clock: Clock;
  /** Ends the wait: the run that follows is interrupted, too. */
  readonly signal: AbortSignal;
  /** Told what is waited for, and for how many seconds at the most. */
  readonly tell: (reason: string, seconds: number) => void;
}

/** Milliseconds between two looks at a meeting: shards begin at most so far apart. */
const pause = 500;

/** Waits until a time. */
export async function awaitTime(at: Date, { clock, signal, tell }: Waiter): Promise<void> {
  const wait = at.getTime() - clock.now().getTime();
  if (wait > 0) {
    tell(`the run begins at ${at.toISOString()}`, Math.ceil(wait / 1000));
    await clock.sleep(wait, signal);
  }
}

/**
 * Says at a meeting that a shard is there, and waits until all are; rejects with a {@link StartError} where they do not come
 * in `timeout` seconds, or where another run has met here.
 */
export async function awaitShards(
  meeting: Meeting,
  { shard, plan, timeout }: { readonly shard: Shard; readonly plan: string; readonly timeout: number },
  { clock, signal, tell }: Waiter,
): Promise<void> {
  const { place } = meeting;
  const own = nameOf(shard, plan);
  const deadline = clock.monotonic() + timeout * 1000;
  let isThere = false;
  let told = '';
  while (!signal.aborted) {
    const names = await meeting.names(signal);
    if (names !== null) {
      checkOthers(names, own, isThere, place);
      if (!isThere) {
        await meeting.leave(own, signal);
        isThere = true;
      }
      const missing = missingIn([...names, own], shard, plan);
      if (missing === '') {
        return;
      }
      if (missing !== told) {
        told = missing;
        tell(`${missing} at ${place}`, Math.ceil((deadline - clock.monotonic()) / 1000));
      }
    }
    if (clock.monotonic() + pause > deadline) {
      throw new StartError(
        `--barrier ${place}: ${told === '' ? 'it did not respond' : `${told} did not come`} within ${timeout} s`,
      );
    }
    await clock.sleep(pause, signal);
  }
}

function nameOf({ index, count }: Shard, plan: string): string {
  return `${plan.slice(0, 12)}-${index}-of-${count}`;
}

const namePattern = /^([0-9a-f]{12})-(\d+)-of-(\d+)$/;

/** Refuses what another run left, or this shard itself: nobody can tell it from those who come now. */
function checkOthers(names: readonly string[], own: string, isThere: boolean, place: string): void {
  if (!isThere && names.includes(own)) {
    throw new StartError(
      `--barrier ${place}: this shard was here before (${own}): take a place of its own for every run`,
    );
  }
  const kin = own.replace(/-\d+-of-/, '--of-');
  const stranger = names.find((name) => namePattern.test(name) && name.replace(/-\d+-of-/, '--of-') !== kin);
  if (stranger !== undefined) {
    throw new StartError(
      `--barrier ${place}: a shard of another run was here (${stranger}, this is ${own}): all must have the same files, options and number of shards, and every run a place of its own`,
    );
  }
}

/** The shards that are not there yet: `shards 2/4, 3/4`; empty where all are. */
function missingIn(names: readonly string[], { count }: Shard, plan: string): string {
  const there = new Set(names);
  const missing: string[] = [];
  for (let index = 1; index <= count; index++) {
    if (!there.has(nameOf({ index, count }, plan))) {
      missing.push(`${index}/${count}`);
    }
  }
  const named = missing.slice(0, 10).join(', ');
  const more = missing.length > 10 ? ` and ${missing.length - 10} more` : '';
  return missing.length === 0 ? '' : `${missing.length === 1 ? 'shard' : 'shards'} ${named}${more}`;
}
