import { stat } from 'node:fs/promises';

/** What files were found as, by name. */
export type FileStates = ReadonlyMap<string, string>;

/**
 * The name of the first file that is not as it was seen, once all of them are at rest from one pause to the next: an
 * editor empties a file before it writes it anew, and what is half written must not be run. Rejects when the pause does.
 */
export async function nextChange(seen: FileStates, pause: () => Promise<void>): Promise<string> {
  for (let before = seen; ; ) {
    const now = await statesOf(seen.keys());
    const changed = firstChange(seen, now);
    if (changed !== undefined && firstChange(before, now) === undefined) {
      return changed;
    }
    before = now;
    await pause();
  }
}

/** What a file is found as: another text whenever it was written or replaced. */
export async function stateOf(name: string): Promise<string> {
  const found = await stat(name, { bigint: true }).catch(() => null);
  return found === null ? 'absent' : `${found.ino} ${found.size} ${found.mtimeNs}`;
}

function firstChange(before: FileStates, now: FileStates): string | undefined {
  return [...before.keys()].find((name) => before.get(name) !== now.get(name));
}

async function statesOf(names: Iterable<string>): Promise<FileStates> {
  const found = Array.from(names, async (name) => [name, await stateOf(name)] as const);
  return new Map(await Promise.all(found));
}
