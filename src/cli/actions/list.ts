import { listCases } from '../../app/list-cases.js';
import { planFiles } from '../../app/plan-files.js';
import { type PreparedFiles, prepareFiles } from '../../app/prepare-files.js';
import { prepareSuite } from '../../app/prepare-suite.js';
import { selectSuiteCases } from '../../app/select-suite-cases.js';
import { UsageError } from '../../app/usage-error.js';
import { type AwsRecord, levels } from '../../conformance/index.js';
import { describeOperations } from '../../operations/index.js';
import { describeLoad as loadAsData } from '../../runner/plan/describe-load.js';
import { makePlan } from '../../runner/plan/make-plan.js';
import type { Plan } from '../../runner/plan/plan.js';
import { childrenOf, type PlannedStep } from '../../runner/plan/planned-step.js';
import type { ListOptions, ListSubject } from '../commands/list.js';
import { refuse, renderData, writeWarnings } from '../diagnose.js';
import { findConfigurations } from '../find-configurations.js';
import { deliver, type Io } from '../io.js';
import { describeLoad } from '../render-plan.js';
import { type Row, renderRows } from '../render-rows.js';
import { choicesOfCases, choicesOfSuites, refuseOptions, selectionOf } from '../suite-selection.js';
import { targetOf } from '../target-of.js';

/** `s3tester list groups|operations|credentials|cases|workloads|profiles`: never shows a secret. */
export async function list(
  what: ListSubject,
  given: readonly string[],
  options: ListOptions,
  io: Io,
): Promise<void> {
  if (what !== 'cases') {
    refuseOptions(options, choicesOfCases, `list ${what}`);
  }
  if (given.length > 0 && isBuiltIn(what)) {
    throw new UsageError(`list ${what} reads no configuration: it has no use for ${given.join(', ')}`);
  }
  const rows = await rowsOf(what, given, options, io);
  if (rows === null) {
    return;
  }
  const text =
    options.format === 'json' || options.format === 'yaml'
      ? await renderData(rows, options.format)
      : renderRows(rows as readonly Row[], columns[what]);
  await deliver(text, options.output, io);
}

/** What is listed without a configuration. */
function isBuiltIn(what: ListSubject): boolean {
  return what === 'operations' || what === 'workloads' || what === 'profiles';
}

/** What the loads among steps will do, each in words. */
function loadsIn(steps: readonly PlannedStep[]): readonly string[] {
  return steps.flatMap((planned) =>
    planned.step.load ? [describeLoad(loadAsData(planned.step.load))] : loadsIn(childrenOf(planned)),
  );
}

const columns: Readonly<Record<ListSubject, readonly string[]>> = {
  operations: ['name', 'method', 'required', 'alias_of'],
  groups: ['name', 'credential', 'before_test', 'test', 'after_test', 'parallel', 'loads'],
  credentials: ['name', 'kind', 'access_key', 'profile'],
  cases: ['id', 'level', 'title'],
  workloads: ['name', 'needs', 'summary'],
  profiles: ['name', 'evidence', 'versions', 'title'],
};

async function rowsOf(
  what: ListSubject,
  given: readonly string[],
  options: ListOptions,
  io: Io,
): Promise<readonly object[] | null> {
  switch (what) {
    case 'operations':
      return describeOperations();
    case 'workloads': {
      const { workloads } = await import('../../consistency/workloads/index.js');
      return workloads.map(({ name, needs, summary, standsFor }) => ({
        ...{ name, needs, summary, stands_for: standsFor },
      }));
    }
    case 'profiles':
      return profileRows(options, io);
    default:
      return configuredRows(what, given, options, io);
  }
}

async function profileRows(options: ListOptions, io: Io): Promise<readonly Row[] | null> {
  const { loadBuiltInProfiles } = await import('../../app/built-in-profiles.js');
  const { builtInDialects } = await import('../../app/built-in-dialects.js');
  const { profiles, diagnostics } = await loadBuiltInProfiles();
  if (profiles.length === 0) {
    await refuse(diagnostics, options, io);
    return null;
  }
  const applications = profiles.map(({ profile: { versions, operations, requirements, ...profile } }) => ({
    name: profile.name,
    title: profile.title,
    url: profile.url,
    evidence: profile.evidence,
    versions: versions.map(({ version }) => version),
    operations: [...operations.keys()],
    requirements: requirements.map(({ id, weight, why, workaround }) => ({
      ...{ id, weight, why: why.trim() },
      setting: workaround?.setting ?? null,
    })),
  }));
  const dialects = (await builtInDialects()).map(({ name }) => ({
    ...{ name, title: 'the common calls of an SDK, as it sends them', evidence: 'recorded' },
    versions: [name.replace(/^.*@/, '')],
  }));
  return [...applications, ...dialects];
}

async function configuredRows(
  what: Exclude<ListSubject, 'operations' | 'workloads' | 'profiles'>,
  given: readonly string[],
  options: ListOptions,
  io: Io,
): Promise<readonly Row[] | null> {
  const isConfigured = given.length > 0 || options.config?.length || io.environment.S3TESTER_CONFIG;
  if (what === 'cases' && (options.suite !== undefined || !isConfigured)) {
    return suiteRows(options, io);
  }
  const paths = await findConfigurations(given, options, io);
  const prepared = await prepareFiles(paths, targetOf(options, io), { strict: false });
  if (!prepared.configuration) {
    await refuse(prepared.diagnostics, options, io);
    return null;
  }
  const { settings, credentials } = prepared;
  if (what === 'credentials') {
    return credentials.map(describeCredential);
  }
  if (what === 'groups') {
    return makePlan(prepared.configuration, { settings, credentials }).groups.map(describeGroup);
  }
  refuseOptions(options, choicesOfSuites, 'a list of the cases of a configuration');
  const plan = planFiles(prepared, { selection: { cases: options.case, tags: options.tag } });
  return listCases(plan)
    .filter(({ planned }) => planned.skipReason === null || planned.step.skip !== undefined)
    .map(({ id, title, group }) => ({ id, title, group }));
}

async function suiteRows(options: ListOptions, io: Io): Promise<readonly Row[] | null> {
  const prepared = await prepareSuite(
    { ...targetOf(options, io), suite: options.suite, configurations: options.config },
    { toRun: false },
  );
  if (!prepared.suite) {
    await refuse(prepared.diagnostics, options, io);
    return null;
  }
  writeWarnings(prepared.diagnostics, io);
  const selection = await selectionOf(options, io);
  const selected = selectSuiteCases({ ...selection, levels: selection.levels ?? levels }, prepared.suite);
  const chosen = selected.chosen.filter((one) => selected.runs(one));
  return chosen.map(
    ({ id, title, feature, level, reference, operations, needs, provenance, records, peers, tags }) => ({
      id,
      title,
      feature,
      level,
      reference,
      operations,
      needs,
      provenance,
      records: records.map(describeRecord),
      peers,
      tags,
    }),
  );
}

/** A record and where it can be read. */
function describeRecord({ id, seen, source }: AwsRecord): Row {
  return { id, seen, sources: source };
}

function describeCredential({
  name,
  access_key,
  profile,
  anonymous,
  session_token,
}: PreparedFiles['credentials'][number]): Row {
  const kind = anonymous
    ? 'anonymous'
    : profile !== undefined
      ? 'profile'
      : session_token
        ? 'temporary keys'
        : 'keys';
  return { name, kind, access_key: access_key ?? null, profile: profile ?? null };
}

function describeGroup({ name, credential, parallel, phases, file }: Plan['groups'][number]): Row {
  return {
    name,
    credential,
    parallel,
    before_test: phases.before_test.length,
    test: phases.test.length,
    after_test: phases.after_test.length,
    loads: loadsIn(phases.test),
    file: file.name,
  };
}
