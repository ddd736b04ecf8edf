import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { loadBuiltInProfiles, profileNames } from '../../src/app/built-in-profiles.js';
import { renderDiagnostic } from '../../src/config/index.js';
import { profileSchema } from '../../src/qualify/profile/profile-shape.js';
import { repository } from '../support/repository.js';

const { profiles, diagnostics } = await loadBuiltInProfiles();

test('every profile names what there is, and has the name of its file', async () => {
  expect(diagnostics.map(renderDiagnostic)).toEqual([]);
  expect(profiles.length).toBeGreaterThan(15);
  expect(profiles.map(({ profile }) => profile.name)).toEqual(await profileNames());
});

test.each(profiles.map(({ profile }) => [profile.name, profile] as const))(
  'every claim of %s is from a recording or a page, as its evidence says',
  (_, { evidence, requirements, versions }) => {
    const sources = requirements.flatMap(({ source }) => source);
    expect(sources.length).toBeGreaterThanOrEqual(requirements.length);
    expect(sources.some(({ recording }) => recording !== undefined)).toBe(evidence === 'recorded');
    expect(versions.length).toBeGreaterThan(0);
  },
);

test('something is unsafe in most profiles: that is what they are for', () => {
  const unsafe = profiles.filter(({ profile }) =>
    profile.requirements.some(({ weight }) => weight === 'unsafe'),
  );
  expect(unsafe.length).toBeGreaterThan(profiles.length / 2);
});

test('the schema of profiles is what npm run schema writes', async () => {
  const file = path.join(repository, 'schema', 's3tester-profile.schema.json');
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(profileSchema());
});
