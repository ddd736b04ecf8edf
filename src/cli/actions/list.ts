import { listCases } from '../../app/list-cases.js';
import { type PreparedFiles, prepareFiles } from '../../app/prepare-files.js';
import { prepareSuite } from '../../app/prepare-suite.js';
import { describeOperations } from '../../operations/index.js';
import { makePlan } from '../../runner/plan/make-plan.js';
import type { Plan } from '../../runner/plan/plan.js';
import type { ListOptions, ListSubject } from '../commands/list.js';
import { refuse, renderData, writeWarnings } from '../diagnose.js';
import { findConfigurations } from '../find-configurations.js';
import { deliver, type Io } from '../io.js';
import { targetOf } from '../target-of.js';

type Row = Readonly<Record<string, unknown>>;

/** `s3tester list groups|operations|credentials|cases`: never shows a secret. */
export async function list(
  what: ListSubject,
  given: readonly string[],
  options: ListOptions,
  io: Io,
): Promise<void> {
  const rows = what === 'operations' ? describeOperations() : await configuredRows(what, given, options, io);
  if (rows === null) {
    return;
  }
  const text =
    options.format === 'json' || options.format === 'yaml'
      ? await renderData(rows, options.format)
      : renderRows(rows as readonly Row[], columns[what]);
  await deliver(text, options.output, io);
}

const columns: Readonly<Record<ListSubject, readonly string[]>> = {
  operations: ['name', 'method', 'required', 'alias_of'],
  groups: ['name', 'credential', 'before_test', 'test', 'after_test', 'parallel'],
  credentials: ['name', 'kind', 'access_key', 'profile'],
  cases: ['id', 'level', 'title'],
};

async function configuredRows(
  what: ListSubject,
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
  const plan = makePlan(prepared.configuration, { settings, credentials });
  return what === 'groups'
    ? plan.groups.map(describeGroup)
    : listCases(plan).map(({ id, title, group }) => ({ id, title, group }));
}

async function suiteRows(options: ListOptions, io: Io): Promise<readonly Row[] | null> {
  const prepared = await prepareSuite({
    ...targetOf(options, io),
    suite: options.suite,
    configurations: options.config,
  });
  if (!prepared.suite) {
    await refuse(prepared.diagnostics, options, io);
    return null;
  }
  writeWarnings(prepared.diagnostics, io);
  return prepared.suite.cases.map(
    ({ id, title, feature, level, reference, operations, needs, provenance, peers, tags }) => ({
      id,
      title,
      feature,
      level,
      reference,
      operations,
      needs,
      provenance,
      peers,
      tags,
    }),
  );
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
    file: file.name,
  };
}

function renderRows(rows: readonly Row[], names: readonly string[]): string {
  const table = [names, ...rows.map((row) => names.map((name) => renderCell(row[name])))];
  const widths = names.map((_, column) => Math.max(...table.map((cells) => cells[column]?.length ?? 0)));
  return `${table
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')}\n`;
}

function renderCell(value: unknown): string {
  if (value === null || value === undefined || value === false) {
    return '';
  }
  if (value === true) {
    return 'yes';
  }
  return Array.isArray(value) ? value.join(', ') : String(value);
}
