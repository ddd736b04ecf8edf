import path from 'node:path';
import { type Diagnostic, hasErrors } from '../config/index.js';
import { levels, type SelectedCases, type Suite, type SuiteCase } from '../conformance/index.js';
import { describeFileError } from '../lib/describe-file-error.js';
import { readNeed } from '../qualify/need/read-need.js';
import { subjectOfDialect, subjectOfNeed } from '../qualify/need/subject-of-need.js';
import { type Subject, subjectOfProfile, type WorkloadRun } from '../qualify/subject.js';
import { defaultCredential, type GivenCredential } from '../runner/credentials.js';
import { findDialects } from './built-in-dialects.js';
import { checkFile, dialectPrefix, loadProfiles, profileFile } from './built-in-profiles.js';
import { fileReader } from './file-reader.js';
import { type PreparedFiles, prepareFiles } from './prepare-files.js';
import { type PreparedSuite, prepareSuite, type SuiteChecks } from './prepare-suite.js';
import { refuseOtherKind } from './refuse-other-kind.js';
import { selectSuiteCases } from './select-suite-cases.js';
import type { TargetOptions } from './target-options.js';
import { UsageError } from './usage-error.js';
import { withoutWaiting } from './without-waiting.js';

/** What is to be qualified. */
export interface QualificationOptions extends TargetOptions {
  /** The names of profiles that come with this package. */
  readonly applications?: readonly string[] | undefined;
  /** The files of further profiles. */
  readonly profileFiles?: readonly string[] | undefined;
  /** The files of needs that were recorded. */
  readonly needs?: readonly string[] | undefined;
  /** The scenario that replays the recording of the one need. */
  readonly replay?: string | undefined;
  /** Configuration files whose `config` says who talks to the server, and facts about it. */
  readonly configurations?: readonly string[] | undefined;
}

/** All that a qualification will try, each of it once. */
export interface PreparedQualification extends Omit<PreparedSuite, 'diagnostics'> {
  readonly subjects: readonly Subject[];
  /** The cases, with the probes that they wait for; null where no subject asks for one. */
  readonly selected: SelectedCases | null;
  readonly workloads: readonly WorkloadRun[];
  /** The scenarios by their paths. */
  readonly replays: ReadonlyMap<string, PreparedFiles>;
  readonly diagnostics: readonly Diagnostic[];
}

/** A qualification with mistakes in what it is made of: there are errors among the diagnostics. */
export interface RefusedQualification {
  readonly subjects: null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads profiles, checks them, and gathers what they ask for. Sends nothing. Rejects with a {@link UsageError}. */
export async function prepareQualification(
  options: QualificationOptions,
  checks: SuiteChecks = {},
): Promise<PreparedQualification | RefusedQualification> {
  const { applications = [], replay } = options;
  const profileFiles = eachOnce(options.profileFiles);
  const needs = eachOnce(options.needs);
  const names = [...new Set(applications)];
  const dialects = (
    await Promise.all(names.filter((name) => name.startsWith(dialectPrefix)).map(findDialects))
  ).flat();
  const own = names.filter((name) => !name.startsWith(dialectPrefix));
  const files = [...(await Promise.all(own.map(profileFile))), ...profileFiles];
  if (files.length + needs.length + dialects.length === 0) {
    throw new UsageError(
      'qualify needs an application',
      '--for NAME; s3tester list profiles names all of them; --profile-file and --need are files of your own',
    );
  }
  if (replay !== undefined && needs.length !== 1) {
    throw new UsageError('a replay belongs to one need', '--need FILE --replay SCENARIO');
  }
  for (const file of needs) {
    await refuseOtherKind(file, 'need', ['need']);
  }
  for (const file of profileFiles) {
    await refuseOtherKind(file, 'profile', ['profile']);
  }
  if (replay !== undefined) {
    await checkScenario(replay);
  }
  const prepared = await prepareSuite(options, checks);
  if (!prepared.suite) {
    return { subjects: null, diagnostics: prepared.diagnostics };
  }
  const suite = withoutWaiting(prepared.suite);
  const loaded = await loadProfiles(files, suite);
  const read = await Promise.all(needs.map((file) => readNeed(file, fileReader)));
  const spoken = await Promise.all(dialects.map(({ need }) => readNeed(need, fileReader)));
  const diagnostics = [...loaded.diagnostics, ...[...read, ...spoken].flatMap((one) => one.diagnostics)];
  if (hasErrors(diagnostics)) {
    return { subjects: null, diagnostics };
  }
  const asked = { endpointUrl: prepared.settings.endpointUrl, checkFile };
  const subjects = [
    ...loaded.profiles.map((profile) => subjectOfProfile(profile, fileReader)),
    ...read.flatMap(({ need, sha256 }, index) => {
      const file = needs[index] ?? '';
      const origin = { file, sha256, replay: replay === undefined ? null : path.resolve(replay) };
      return need === null ? [] : [subjectOfNeed(need, { ...asked, ...origin }, suite)];
    }),
    ...spoken.flatMap(({ need, sha256 }, index) => {
      const dialect = dialects[index];
      return need === null || dialect === undefined
        ? []
        : [
            subjectOfDialect(
              need,
              { ...asked, ...dialect, file: dialect.need, sha256, replay: dialect.scenario },
              suite,
            ),
          ];
    }),
  ];
  return gather({ ...prepared, suite }, subjects, options);
}

/** Files as they are named, without those that are named before. */
function eachOnce(files: readonly string[] = []): readonly string[] {
  const paths = files.map((file) => path.resolve(file));
  return files.filter((_, index) => paths.indexOf(paths[index] ?? '') === index);
}

async function checkScenario(file: string): Promise<void> {
  await refuseOtherKind(file, 'configuration', ['configuration']);
  await fileReader.read(file).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      error.code === 'ENOENT'
        ? `there is no scenario "${file}"`
        : `cannot read the scenario ${file}: ${describeFileError(error)}`,
      's3tester record --scenario FILE writes one of what it records',
    );
  });
}

async function gather(
  prepared: PreparedSuite,
  subjects: readonly Subject[],
  options: QualificationOptions,
): Promise<PreparedQualification | RefusedQualification> {
  const required = subjects.flatMap(({ claims }) => claims.map(({ requires }) => requires));
  const paths = [...new Set(required.flatMap(({ replay }) => replay ?? []))];
  const replays = new Map<string, PreparedFiles>();
  for (const file of paths) {
    const files = await prepareFiles([file], options, { strict: true });
    if (!files.configuration) {
      return { subjects: null, diagnostics: files.diagnostics };
    }
    replays.set(file, files);
  }
  return {
    ...prepared,
    credentials: [...prepared.credentials, ...signersOf([...replays.values()], prepared)],
    subjects,
    selected: selectFor(
      subjects.flatMap(({ claims }) =>
        claims.flatMap(({ requires, workaround }) => [...requires.cases, ...(workaround?.cases ?? [])]),
      ),
      prepared.suite,
    ),
    workloads: longestOfEach(required.flatMap(({ consistency }) => consistency ?? [])),
    replays,
  };
}

/** The names that scenarios sign with: each of them is the owner here, whose keys the scenarios do not know. */
function signersOf(
  replays: readonly PreparedFiles[],
  { credentials }: PreparedSuite,
): readonly GivenCredential[] {
  const owner = credentials.find(({ name }) => name === defaultCredential(credentials));
  const known = credentials.map(({ name }) => name);
  const names = new Set(replays.flatMap((files) => files.configuration.credentials.map(({ name }) => name)));
  return owner === undefined
    ? []
    : [...names].filter((name) => !known.includes(name)).map((name) => ({ ...owner, name }));
}

function selectFor(globs: readonly string[], suite: Suite): SelectedCases | null {
  if (globs.length === 0) {
    return null;
  }
  const asked = selectSuiteCases({ cases: globs, levels }, suite);
  const probes = asked.chosen.flatMap((one) => allProbesOf(one, suite));
  return selectSuiteCases({ cases: [...new Set([...globs, ...probes])], levels }, suite);
}

/** The probes of the features that a case needs. */
export function probesOfCase({ needs }: Pick<SuiteCase, 'needs'>, { features }: Suite): readonly string[] {
  return needs.flatMap((need) => features.find(({ name }) => name === need)?.probe ?? []);
}

/** The probes that a case waits for, and those that these wait for. */
function allProbesOf(one: SuiteCase, suite: Suite): readonly string[] {
  const direct = probesOfCase(one, suite);
  const further = suite.cases.filter(({ id }) => direct.includes(id));
  return [...direct, ...further.flatMap((probe) => allProbesOf(probe, suite))];
}

/** Each workload once, as long and with as many clients as anyone asks for. */
function longestOfEach(runs: readonly WorkloadRun[]): readonly WorkloadRun[] {
  const byName = new Map<string, WorkloadRun>();
  for (const run of runs) {
    const known = byName.get(run.workload) ?? run;
    byName.set(run.workload, {
      workload: run.workload,
      durationMs: Math.max(known.durationMs, run.durationMs),
      clients: Math.max(known.clients, run.clients),
    });
  }
  return [...byName.values()];
}
