import { MemoryContent } from '../../ground/store/content.js';
import type { ObjectVersion } from '../../ground/store/records.js';

/** Whether a body that is overwritten leaves something to be seen: both are in memory, and the old one reaches into the second half. */
export function canTear(version: ObjectVersion, former: ObjectVersion | undefined): boolean {
  const now = version.content?.bytes;
  const before = former?.content?.bytes;
  return now !== undefined && before !== undefined && before.length > middleOf(now);
}

/** The new version with the second half of the body from the old one, as far as that goes. */
export function tear(version: ObjectVersion, former: ObjectVersion | undefined): ObjectVersion {
  const now = version.content?.bytes;
  const before = former?.content?.bytes;
  if (now === undefined || before === undefined) {
    return version;
  }
  const bytes = Buffer.from(now);
  before.copy(bytes, middleOf(now), middleOf(now));
  return { ...version, content: new MemoryContent(bytes) };
}

function middleOf(bytes: Buffer): number {
  return Math.floor(bytes.length / 2);
}
