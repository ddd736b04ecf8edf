import pLimit from 'p-limit';
import { defined } from '../../lib/defined.js';
import { createS3Client } from '../../s3/index.js';
import type { Credential, Outcome } from '../../s3/types.js';
import type { JournalEntry } from '../journal/journal.js';
import type { JournalHeader } from '../journal/journal-text.js';
import { plainUrl } from '../journal/plain-url.js';
import {
  type FoundJournal,
  findStillborn,
  markRemovedIn,
  readJournals,
  removeJournal,
} from '../journal/read-journals.js';
import { type Ask, makeAsk } from './ask.js';
import { type CleanUpClock, removeBucketAs } from './remove-bucket.js';

/** What `clean` needs to know. */
export interface CleanOptions {
  /** Where the journals are. */
  readonly folder: string;
  /** Only journals of this endpoint; null: of every endpoint. */
  readonly endpointUrl: string | null;
  readonly credentials: ReadonlyMap<string, Credential>;
  /** Seconds, per operation. */
  readonly timeout: number;
  readonly concurrency: number;
  readonly insecure: boolean;
  /** PEM text of further certificate authorities. */
  readonly ca?: string;
  /** Send nothing, and say what would be removed. */
  readonly dryRun: boolean;
  readonly clock: CleanUpClock;
  /** Of the pauses before a request is sent again; numbers from 0 to below 1. */
  readonly random?: () => number;
  /** Aborted at Ctrl-C: what is under way ends, nothing else begins. */
  readonly interrupt?: AbortSignal;
}

/** What became of a bucket that a journal names. */
export interface CleanedBucket {
  readonly bucket: string;
  readonly credential: string;
  /**
   * `absent` no longer existed, or was never created; `kept` could not be removed; `planned` is what a dry run would
   * remove; `untouched` belongs to a run that is still alive, or to another endpoint.
   */
  readonly status: 'removed' | 'absent' | 'kept' | 'planned' | 'untouched';
  readonly reason: string | null;
}

/** A journal, and what became of its buckets. */
export interface CleanedJournal {
  readonly file: string;
  readonly endpoint_url: string;
  readonly run_id: string;
  readonly process: number;
  readonly started: string;
  /** `running`: its run may still use them; `elsewhere`: they are at another endpoint. */
  readonly status: 'ended' | 'running' | 'elsewhere';
  readonly buckets: readonly CleanedBucket[];
}

/**
 * Empties and deletes the buckets that journals of ended runs name, and nothing else. A journal loses a bucket when it
 * is gone, and goes itself when none is left, so that it may be stopped at any moment and called again.
 */
export async function cleanJournals(options: CleanOptions): Promise<readonly CleanedJournal[]> {
  const journals = await readJournals(options.folder, options.clock.now());
  const cleaned: CleanedJournal[] = [];
  if (!options.dryRun) {
    await removeStillborn(options);
  }
  for (const journal of journals) {
    const { header } = journal;
    if (header === null) {
      // Of an older version, and cut off before its first line was whole: its run had made nothing.
      if (!journal.isAlive && !options.dryRun) {
        await removeJournal(journal.file);
      }
    } else {
      cleaned.push(await cleanJournal(journal, header, options));
    }
  }
  return cleaned;
}

async function removeStillborn({ folder, clock }: CleanOptions): Promise<void> {
  for (const file of await findStillborn(folder, clock.now())) {
    await removeJournal(file);
  }
}

async function cleanJournal(
  journal: FoundJournal,
  header: JournalHeader,
  options: CleanOptions,
): Promise<CleanedJournal> {
  const { endpointUrl, dryRun } = options;
  const isElsewhere = endpointUrl !== null && plainUrl(endpointUrl) !== header.endpointUrl;
  const status = journal.isAlive ? 'running' : isElsewhere ? 'elsewhere' : 'ended';
  return {
    file: journal.file,
    endpoint_url: header.endpointUrl,
    run_id: header.runId,
    process: header.process.pid,
    started: header.started,
    status,
    buckets:
      status !== 'ended' || dryRun
        ? journal.entries.map((entry) => describe(entry, status === 'ended' ? 'planned' : 'untouched'))
        : await removeAll(journal, header, options),
  };
}

async function removeAll(
  { file, entries }: FoundJournal,
  header: JournalHeader,
  options: CleanOptions,
): Promise<readonly CleanedBucket[]> {
  const client = createS3Client(
    {
      endpointUrl: header.endpointUrl,
      region: header.region,
      insecure: options.insecure,
      ...(header.pathStyle === null ? {} : { pathStyle: header.pathStyle }),
      ...defined({ ca: options.ca }),
    },
    { now: () => options.clock.now(), random: options.random ?? Math.random },
  );
  const asks = new Map<Credential, Ask>();
  const limit = pLimit(options.concurrency);
  let outOfReach: Outcome | null = null;
  for (const credential of options.credentials.values()) {
    const ask = makeAsk({
      client,
      clientOptions: {
        driver: 'direct',
        checksums: 'when_required',
        retry: { maxAttempts: 4, mode: 'standard' },
      },
      credential,
      timeoutMs: options.timeout * 1000,
      signal: new AbortController().signal,
      limit,
    });
    asks.set(credential, async (...call) => {
      if (outOfReach) {
        return outOfReach;
      }
      const outcome = await ask(...call);
      // An owner whose request got no response after several attempts is not tried again for every bucket.
      if (!outcome.response) {
        outOfReach = outcome;
      }
      return outcome;
    });
  }
  try {
    const bucketsAtOnce = pLimit(options.concurrency);
    const cleaned = await Promise.all(
      entries.map((entry) =>
        bucketsAtOnce(async (): Promise<CleanedBucket> => {
          if (options.interrupt?.aborted) {
            return describe(entry, 'kept', 'interrupted');
          }
          const owners = ownersOf(entry, options.credentials).flatMap((owner) => asks.get(owner) ?? []);
          if (owners.length === 0) {
            return describe(entry, 'kept', needsCredential(entry));
          }
          const removal = await removeBucketAs(entry.bucket, owners, options.clock);
          if (removal.status === 'kept') {
            return describe(entry, 'kept', removal.reason);
          }
          // A line that cannot be written costs one more question the next time.
          await markRemovedIn(file, entry.bucket).catch(() => undefined);
          return describe(entry, removal.status);
        }),
      ),
    );
    if (cleaned.every(({ status }) => status !== 'kept')) {
      await removeJournal(file);
    }
    return cleaned;
  } finally {
    await client.close();
  }
}

/** Who may remove a bucket: whoever has the keys or the name of its owner first, then all others with keys. */
function ownersOf(entry: JournalEntry, credentials: ReadonlyMap<string, Credential>): readonly Credential[] {
  const rank = (credential: Credential): number => {
    if (credential.kind === 'keys' && credential.accessKey === entry.accessKey) {
      return 0;
    }
    return credential.name === entry.credential ? 1 : 2;
  };
  return [...credentials.values()]
    .filter(({ kind }) => kind === 'keys')
    .toSorted((a, b) => rank(a) - rank(b));
}

function needsCredential({ credential, accessKey }: JournalEntry): string {
  return `needs the credential ${credential} (access key ${accessKey})`;
}

function describe(
  { bucket, credential }: JournalEntry,
  status: CleanedBucket['status'],
  reason: string | null = null,
): CleanedBucket {
  return { bucket, credential, status, reason };
}
