import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { glob } from 'tinyglobby';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { isOtherThan } from '../../scripts/applications/lib/answers.js';
import { fillDocs } from '../../scripts/applications/lib/docs.js';
import { readOutcomes } from '../../scripts/applications/lib/outcomes.js';
import {
  answerNotes,
  jobNotes,
  readDifferences,
  replayNotes,
} from '../../scripts/applications/lib/server-notes.js';
import { pageOfNotes } from '../../scripts/applications/lib/write-page.js';
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

test('docs/applications-on-servers.md has the notes: node scripts/applications/on-servers.js --only page', async () => {
  const page = await readFile(path.join(repository, 'docs', 'applications-on-servers.md'), 'utf8');
  expect(await pageOfNotes()).toBe(page);
});

test('where qualify answers otherwise than the application fared on a server, it is said why', async () => {
  const [answers, jobs, differences] = await Promise.all([
    answerNotes.read(),
    jobNotes.read(),
    readDifferences(),
  ]);
  const tried = Object.entries(jobs).flatMap(([server, own]) =>
    Object.entries(own).flatMap(([name, job]) => {
      const answer = answers[server]?.[name];
      return answer === undefined ? [] : [{ cell: `${server.split(' ')[0]}: ${name}`, answer, job }];
    }),
  );
  expect(tried.length).toBeGreaterThan(50);
  const different = tried.filter(({ answer, job }) => isOtherThan(answer, job));
  const explained = Object.entries(differences).flatMap(([server, own]) =>
    Object.keys(own).map((name) => `${server}: ${name}`),
  );
  expect(different.map(({ cell }) => cell).sort()).toEqual(explained.sort());
});

test('every recording was replayed on every server, and each replay has all of its requests', async () => {
  const replays = await replayNotes.read();
  expect(Object.keys(replays).map((server) => server.split(' ')[0])).toEqual([
    'ceph-rgw',
    'embedded',
    'minio',
    'moto',
    'rclone',
    'versitygw',
  ]);
  const names = applications.map(({ name }) => name);
  for (const [server, own] of Object.entries(replays)) {
    expect({ server, names: Object.keys(own) }).toEqual({ server, names });
  }
  const embedded = Object.entries(replays).flatMap(([server, own]) =>
    server.startsWith('embedded ') ? Object.values(own) : [],
  );
  expect(embedded.filter(({ passed, of }) => passed !== of)).toEqual([]);
});
