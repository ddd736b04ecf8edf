import { hasErrors, type Reader } from '../../config/index.js';
import { readShaped, type ShapedFile } from '../../conformance/read-shaped.js';
import { checkProfile, type KnownNames } from './check-profile.js';
import { type Profile, profileShape } from './profile-shape.js';

/** Reads a profile, and checks the names in it; where there are errors, it is not given. */
export async function readProfile(
  file: string,
  reader: Reader,
  known: KnownNames,
): Promise<ShapedFile<Profile>> {
  const { content, diagnostics } = await readShaped(file, profileShape, reader, {
    stored: undefined,
    missing: 'there is no such profile',
    code: 'no-profile',
  });
  if (content === null) {
    return { content, diagnostics };
  }
  const all = [...diagnostics, ...(await checkProfile(content, known, reader))];
  return { content: hasErrors(all) ? null : content, diagnostics: all };
}
