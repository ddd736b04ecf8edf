import { createHash } from 'node:crypto';
import { hasErrors, type Reader } from '../../config/index.js';
import { readShaped, type ShapedFile } from '../../conformance/read-shaped.js';
import { checkProfile, type KnownNames } from './check-profile.js';
import { type Profile, profileShape } from './profile-shape.js';

/** A profile as it was read, and the SHA-256 of its file in hex. */
export interface ReadProfile {
  readonly profile: Profile;
  readonly sha256: string;
}

/** Reads a profile, and checks the names in it; where there are errors, it is not given. */
export async function readProfile(
  file: string,
  reader: Reader,
  known: KnownNames,
): Promise<ShapedFile<ReadProfile>> {
  const { content: profile, diagnostics } = await readShaped(file, profileShape, reader, {
    stored: undefined,
    missing: 'there is no such profile',
    code: 'no-profile',
  });
  if (profile === null) {
    return { content: null, diagnostics };
  }
  const all = [...diagnostics, ...(await checkProfile(profile, known, reader))];
  const sha256 = createHash('sha256')
    .update(await reader.read(file))
    .digest('hex');
  return { content: hasErrors(all) ? null : { profile, sha256 }, diagnostics: all };
}
