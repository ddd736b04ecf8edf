import { unknownValue } from '../../operations/index.js';
import type { Configuration, Group } from '../configuration.js';
import type { CredentialEntry } from '../language/document.js';
import { resolveReference } from '../paths.js';
import type { Reader } from '../reader.js';
import type { StoredDocuments } from '../stored-documents.js';
import { type Diagnostic, warningAt } from '../text/diagnostic.js';
import { hideInMessages } from '../text/hide-in-messages.js';
import { checkSteps, variableScope } from './check-step.js';
import { Checker } from './checker.js';
import { StaticScope } from './static-scope.js';

/** How a configuration is checked. */
export interface CheckOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The credentials of the run: those of the configuration and of the command line. */
  readonly credentials: readonly Pick<CredentialEntry, 'name'>[];
  /** The name that is used where a group names none. */
  readonly defaultCredential: string;
  /** Values of the environment must be there, and files that are to be sent. */
  readonly strict: boolean;
  /** Files that are to be sent may be absent all the same, since nothing is. */
  readonly withoutFiles?: boolean | undefined;
  /** Say what nothing uses, too. */
  readonly unused?: boolean;
  /** Documents whose groups were checked before: whether their credentials are there is all that is checked again. */
  readonly stored?: StoredDocuments | undefined;
  readonly reader: Reader;
}

/** Checks everything that can be known before anything is sent: names, parameters, expectations, files. */
export async function checkConfiguration(
  configuration: Configuration,
  options: CheckOptions,
): Promise<Diagnostic[]> {
  const names = options.credentials.map(({ name }) => name);
  const recordedCodes = new Set(configuration.errorDocuments?.keys());
  const checker = new Checker(names, options.strict, recordedCodes);
  const outermost = runScope(configuration, options);
  checkTarget(configuration, options, checker);
  for (const group of configuration.groups) {
    checkGroup(group, outermost, options, checker);
  }
  checkGroupNames(configuration, checker);
  checkCaseIds(configuration, checker);
  if (options.strict && !options.withoutFiles) {
    await checkFiles(checker, options.reader);
  }
  if (options.unused) {
    reportUnused(configuration, checker);
  }
  return checker.diagnostics.map(hideInMessages);
}

function runScope(configuration: Configuration, { environment, credentials }: CheckOptions): StaticScope {
  const facts = {
    access_key: unknownValue,
    arn: unknownValue,
    account_id: unknownValue,
    canonical_id: unknownValue,
  };
  const target = Object.fromEntries(
    [...(configuration.settings.target?.keys() ?? [])].map((name) => [name, unknownValue]),
  );
  return environmentScope(environment).with([
    ['credentials', Object.fromEntries(credentials.map(({ name }) => [name, facts]))],
    ['target', { endpoint_url: unknownValue, region: unknownValue, ...target }],
    ['shard', { index: unknownValue, count: unknownValue }],
    ...['run_id', 'uuid', 'timestamp'].map((name) => [name, unknownValue] as const),
  ]);
}

function environmentScope(environment: CheckOptions['environment']): StaticScope {
  const set = Object.entries(environment).filter(([, value]) => value !== undefined);
  return new StaticScope(new Map<string, unknown>(set));
}

/** The facts of the target are evaluated before there is a run, so that only the environment has names for them. */
function checkTarget({ settings }: Configuration, { environment }: CheckOptions, checker: Checker): void {
  for (const value of settings.target?.values() ?? []) {
    checker.evaluate(value, environmentScope(environment));
  }
}

function checkGroup(group: Group, outermost: StaticScope, options: CheckOptions, checker: Checker): void {
  if (group.credential === undefined) {
    checker.fallbackCredential(options.defaultCredential, group.where);
  } else {
    checker.credential(group.credential, group.places.get('credential') ?? group.where);
  }
  if (options.stored?.has(group.file)) {
    return;
  }
  let scope = variableScope(group.fileVariables, outermost, checker);
  scope = variableScope(group.variables, scope, checker);
  scope = scope.with(
    checkSteps(group.before_test, scope, group, checker).map((name) => [name, unknownValue]),
  );
  scope = scope.with(
    checkSteps(group.test, scope, group, checker, group.parallel ? 'side by side' : 'in order').map(
      (name) => [name, unknownValue],
    ),
  );
  checkSteps(group.after_test, scope, group, checker);
}

/** Groups of one name are one line of every report, and `--group` cannot tell them apart. */
function checkGroupNames({ groups }: Configuration, checker: Checker): void {
  const seen = new Set<string>();
  for (const { name, places, where } of groups) {
    if (seen.has(name)) {
      const message = `there are two groups "${name}": reports and --group take them for one`;
      const at = places.get('name') ?? where;
      checker.report(warningAt(at, 'duplicate-group', message, 'give one of them another name'));
    }
    seen.add(name);
  }
}

function checkCaseIds(configuration: Configuration, checker: Checker): void {
  for (const group of configuration.groups) {
    const seen = new Set<string>();
    for (const step of group.test) {
      if (step.kind !== 'case') {
        continue;
      }
      if (seen.has(step.case)) {
        checker.error(
          step.where,
          'duplicate-case',
          `the case "${step.case}" appears twice in ${group.name}`,
          'give one of them another name',
        );
      }
      seen.add(step.case);
    }
  }
}

async function checkFiles(checker: Checker, reader: Reader): Promise<void> {
  const written = new Set(
    checker.outputs.map(({ reference, file }) => resolveReference(reference, file.name, reader.path)),
  );
  for (const { reference, file, at } of checker.inputs) {
    const path = resolveReference(reference, file.name, reader.path);
    if (written.has(path) || (await reader.exists(path))) {
      continue;
    }
    checker.error(at, 'missing-file', `there is no file ${path}`, await whereFileIs(reference, reader));
  }
}

/** Where to look for a file that is not there: it may be there seen from the current folder, as other tools see it. */
async function whereFileIs(reference: string, reader: Reader): Promise<string> {
  const fromHere = resolveReference(reference, '', reader.path);
  const rule = 'paths are relative to the file that names them';
  return (await reader.exists(fromHere))
    ? `${rule}; seen from the current folder, ${fromHere} is there`
    : rule;
}

function reportUnused(configuration: Configuration, checker: Checker): void {
  for (const { name, where } of configuration.credentials) {
    if (!checker.usedCredentials.has(name)) {
      checker.report(warningAt(where, 'unused', `nothing uses the credential "${name}"`));
    }
  }
  const variables = new Map(
    configuration.groups.flatMap((group) => [...group.fileVariables, ...group.variables]),
  );
  for (const [name, value] of variables) {
    if (!checker.usedNames.has(name)) {
      checker.report(warningAt(value.at, 'unused', `nothing uses the variable "${name}"`));
    }
  }
}
