import { defined } from '../../lib/defined.js';
import { groupBy } from '../../lib/group-by.js';
import type { Ask } from './ask.js';
import type { Entry } from './list-contents.js';
import { describeRefusal, isDone, recordsIn } from './read-outcome.js';

/** Something in a bucket that could not be deleted, and why; `until` is when its lock ends, where one is in the way. */
export interface KeptEntry {
  readonly entry: Entry;
  readonly reason: string;
  readonly until?: Date;
}

/** Deletes entries, at most 1000, and gives those that are still there; legal holds are lifted, governance is bypassed. */
export async function deleteEntries(
  bucket: string,
  entries: readonly Entry[],
  ask: Ask,
  { together }: { readonly together: boolean },
): Promise<readonly KeptEntry[]> {
  const inXml = together ? entries.filter(({ key }) => !beyondXml.test(key)) : [];
  const alone = together ? entries.filter(({ key }) => beyondXml.test(key)) : entries;
  const refused = [
    ...((await deleteTogether(bucket, inXml, ask)) ?? (await oneByOne(bucket, inXml, ask))),
    ...(await oneByOne(bucket, alone, ask)),
  ];
  const kept = await inBatches(refused, (entry) => deleteLocked(bucket, entry, ask));
  return kept.filter((entry) => entry !== null);
}

/** Characters that no XML 1.0 document can hold, so that one key with them makes a whole DeleteObjects fail. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that are meant
const beyondXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/** The entries that one request could not delete; null where the server did not take the request. */
async function deleteTogether(bucket: string, entries: readonly Entry[], ask: Ask): Promise<Entry[] | null> {
  if (entries.length === 0) {
    return [];
  }
  const outcome = await ask('DeleteObjects', {
    Bucket: bucket,
    Delete: {
      Quiet: true,
      Objects: entries.map(({ key, versionId }) => ({ Key: key, ...versionIn(versionId) })),
    },
  });
  if (!outcome.response?.success) {
    return null;
  }
  return recordsIn(outcome.response.output, 'Errors').flatMap(({ Key, VersionId }) => {
    const found = entries.find(
      ({ key, versionId }) => key === Key && (!VersionId || !versionId || versionId === VersionId),
    );
    return found ? [found] : [];
  });
}

const batchSize = 32;

/**
 * A few keys at a time: what waits for its turn already could not be called off when the time of the bucket is over.
 * The versions of one key go one after another: a server that moves an older one up when the current one is deleted
 * may bring back what another request deletes meanwhile.
 */
async function inBatches<T>(
  entries: readonly Entry[],
  task: (entry: Entry) => Promise<T>,
): Promise<readonly T[]> {
  const keys = [...groupBy(entries, ({ key }) => key).values()];
  const results: T[] = [];
  for (let at = 0; at < keys.length; at += batchSize) {
    const batch = await Promise.all(
      keys.slice(at, at + batchSize).map(async (versions) => {
        const ofKey: T[] = [];
        for (const entry of versions) {
          ofKey.push(await task(entry));
        }
        return ofKey;
      }),
    );
    results.push(...batch.flat());
  }
  return results;
}

async function oneByOne(bucket: string, entries: readonly Entry[], ask: Ask): Promise<readonly Entry[]> {
  const outcomes = await inBatches(entries, async (entry) => ({
    entry,
    isGone: isDone(await ask('DeleteObject', inputOf(bucket, entry))),
  }));
  return outcomes.filter(({ isGone }) => !isGone).map(({ entry }) => entry);
}

async function deleteLocked(bucket: string, entry: Entry, ask: Ask): Promise<KeptEntry | null> {
  const input = inputOf(bucket, entry);
  await ask('PutObjectLegalHold', { ...input, LegalHold: { Status: 'OFF' } });
  const outcome = await ask('DeleteObject', { ...input, BypassGovernanceRetention: true });
  if (isDone(outcome) || outcome.response?.status === 404) {
    return null;
  }
  const { mode, until } = await readRetention(input, ask);
  if (mode === 'COMPLIANCE' && until instanceof Date) {
    const reason = `${describeEntry(entry)} is locked in compliance mode until ${until.toISOString()}`;
    return { entry, reason, until };
  }
  return { entry, reason: `${describeEntry(entry)} stays: ${describeRefusal('DeleteObject', outcome)}` };
}

/** The retention of a version, by the headers of the object where a server lacks GetObjectRetention. */
async function readRetention(
  input: Readonly<Record<string, unknown>>,
  ask: Ask,
): Promise<{ readonly mode?: unknown; readonly until?: unknown }> {
  const asked = (await ask('GetObjectRetention', input)).response?.output.Retention;
  if (typeof asked === 'object' && asked !== null) {
    const { Mode, RetainUntilDate } = asked as Readonly<Record<string, unknown>>;
    return { mode: Mode, until: RetainUntilDate };
  }
  const shown = (await ask('HeadObject', input)).response?.output;
  return { mode: shown?.ObjectLockMode, until: shown?.ObjectLockRetainUntilDate };
}

function describeEntry({ key, versionId }: Entry): string {
  return versionId === undefined ? JSON.stringify(key) : `${JSON.stringify(key)} (version ${versionId})`;
}

function inputOf(bucket: string, { key, versionId }: Entry): Record<string, unknown> {
  return { Bucket: bucket, Key: key, ...versionIn(versionId) };
}

function versionIn(versionId: string | undefined): { VersionId?: string } {
  return defined({ VersionId: versionId });
}
