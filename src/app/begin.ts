import { defaultCredential } from '../runner/credentials.js';
import type { Shard } from '../runner/plan/shard.js';
import { awaitShards, awaitTime, type Waiter } from './await-start.js';
import { bucketMeeting } from './bucket-meeting.js';
import { folderMeeting } from './folder-meeting.js';
import type { Meeting } from './meeting.js';
import type { Start } from './read-start.js';
import type { Target } from './resolve-target.js';
import { UsageError } from './usage-error.js';

/** Which part of which plan waits to begin. */
export interface Part {
  readonly shard: Shard | undefined;
  /** The hash of the plan, which all shards of a run share. */
  readonly plan: string;
}

/** A list of a bucket has no more names, so that one request tells who is there. */
const mostShards = 1000;

/**
 * Waits until a run may begin: for a time, or for its other shards. Rejects with a `StartError` where these do not come, and
 * with a {@link UsageError} where nobody could. Resolves at once when the waiter's signal is aborted.
 */
export async function begin(
  { at, barrier }: Start,
  { shard, plan }: Part,
  target: Target,
  endpointUrl: string,
  waiter: Waiter,
): Promise<void> {
  if (at !== undefined) {
    await awaitTime(at, waiter);
  }
  if (barrier === undefined) {
    return;
  }
  if (shard === undefined) {
    throw new UsageError('--barrier is for the shards of a run', 'with --shard I/N or --shard auto');
  }
  if (shard.count > mostShards) {
    throw new UsageError(`--barrier is for at most ${mostShards} shards, and these are ${shard.count}`);
  }
  const meeting = openMeeting(barrier.place, target, endpointUrl);
  try {
    await awaitShards(meeting, { shard, plan, timeout: barrier.timeout }, waiter);
  } finally {
    await meeting.close();
  }
}

function openMeeting(
  place: NonNullable<Start['barrier']>['place'],
  target: Target,
  endpointUrl: string,
): Meeting {
  if (typeof place === 'string') {
    return folderMeeting(place);
  }
  if (target.settings.endpointUrl === 'embedded') {
    throw new UsageError(
      '--barrier s3://…: each shard has an embedded server of its own, and meets nobody there',
      'name a server with --endpoint-url, or the path of a folder that all shards see',
    );
  }
  const name = target.keys.has('main') ? 'main' : defaultCredential(target.credentials);
  const credential = target.keys.get(name);
  if (credential === undefined) {
    throw new UsageError('--barrier s3://…: there is no credential to sign its requests with');
  }
  return bucketMeeting(place, target, endpointUrl, credential);
}
