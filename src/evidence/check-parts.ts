import { finding } from '../lib/finding.js';
import type { Finding } from './finding.js';
import { contentNames } from './members.js';
import type { OpenBundle } from './read-bundle.js';
import type { Manifest } from './types.js';

/** Whether the parts are those of the manifest, byte for byte, and no others are there. */
export async function checkParts(bundle: OpenBundle, { members }: Manifest): Promise<Finding> {
  const told = new Map(members.map((one) => [one.name, one]));
  const wrong: string[] = [];
  for (const name of contentNames) {
    const expected = told.get(name);
    if (expected === undefined || !bundle.names.includes(name)) {
      wrong.push(`${name} is missing${expected === undefined ? ' in the manifest' : ''}`);
      continue;
    }
    const { size, sha256 } = await bundle.hash(name);
    if (size !== expected.size || sha256 !== expected.sha256) {
      wrong.push(`${name} was changed`);
    }
  }
  const others = members.filter(({ name }) => !contentNames.some((known) => known === name));
  wrong.push(...others.map(({ name }) => `the manifest names a part that no bundle has: ${name}`));
  if (members.length !== told.size) {
    wrong.push('the manifest names a part twice');
  }
  return wrong.length === 0
    ? finding('parts', 'ok', `all ${contentNames.length} parts are as they were written`, {
        parts: contentNames,
      })
    : finding('parts', 'fail', wrong.join('; '), { wrong });
}
