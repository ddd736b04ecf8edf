import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { glob } from 'tinyglobby';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { fillDocs } from '../../scripts/applications/lib/docs.js';
import { readOutcomes } from '../../scripts/applications/lib/outcomes.js';
import { applications } from '../../scripts/applications/registry.js';
import { repository } from '../support/repository.js';

interface Claim {
  readonly id: string;
  readonly weight: 'required' | 'optional' | 'unsafe';
  readonly source: OneOrMany<{ readonly recording?: string }>;
}

type OneOrMany<T> = T | readonly T[];

const runSource = /^scripts\/applications\/([a-z0-9-]+): (.+)$/;
const faultName =
  /not-implemented=\w+|[a-z]+(?:-[a-z0-9]+)*-(?:403|ignored|iso|lost|missing|said|space|stored|wrong|zero)\b/g;
const loud: readonly string[] = ['fails loudly', 'keeps trying'];

test('what profiles say of the runs of applications is what happened in them', async () => {
  const outcomes = await readOutcomes();
  const files = await glob('profiles/*.yaml', { cwd: repository, absolute: true });
  const profiles = await Promise.all(files.map(async (file) => parse(await readFile(file, 'utf8'))));
  const claims = profiles.flatMap(({ name, requirements }: { name: string; requirements: Claim[] }) =>
    requirements.flatMap(({ id, weight, source }) =>
      [source].flat().flatMap(({ recording = '' }) => {
        const [, application = '', text = ''] = runSource.exec(recording) ?? [];
        return [...text.matchAll(faultName)].map(([fault]) => ({
          claim: `${name}: ${id}: ${fault} is ${weight}`,
          weight,
          happened: outcomes[application]?.requirements[fault]?.happened ?? 'nothing that is known',
        }));
      }),
    ),
  );
  expect(claims.length).toBeGreaterThan(40);
  const isTrue = ({ weight, happened }: (typeof claims)[number]) =>
    weight === 'unsafe'
      ? happened === 'loses data silently'
      : happened !== 'nothing that is known' && loud.includes(happened) === (weight === 'required');
  expect(claims.filter((one) => !isTrue(one))).toEqual([]);
});

test('every application has outcomes, of the version that is installed', async () => {
  const outcomes = await readOutcomes();
  const versions = Object.entries(outcomes).map(([name, { version }]) => [name, version]);
  expect(Object.fromEntries(versions)).toEqual(
    Object.fromEntries(applications.map(({ name, version }) => [name, version])),
  );
});

test('each fault that an application asks about was met', async () => {
  const outcomes = Object.values(await readOutcomes()).flatMap(({ requirements }) =>
    Object.entries(requirements),
  );
  expect(outcomes.length).toBeGreaterThan(100);
  expect(outcomes.filter(([, { happened }]) => happened === 'not asked for')).toEqual([]);
});

test('the quick run tries requirements that have outcomes', async () => {
  const outcomes = await readOutcomes();
  const quick = applications.flatMap(({ name, quick: ids = [] }) => ids.map((id) => ({ name, id })));
  expect(quick.length).toBeGreaterThan(5);
  expect(quick.filter(({ name, id }) => outcomes[name]?.requirements[id] === undefined)).toEqual([]);
});

test('docs/applications.md has the outcomes: node scripts/applications/write-docs.js', async () => {
  const page = await readFile(path.join(repository, 'docs', 'applications.md'), 'utf8');
  expect(fillDocs(page, await readOutcomes())).toBe(page);
});
