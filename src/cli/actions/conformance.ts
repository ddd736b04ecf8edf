import { expectedBy, holdAgainst, type LoadedBaseline, loadBaseline } from '../../app/baseline.js';
import { checkConfigured } from '../../app/check-configured.js';
import { targetFactsOf } from '../../app/endpoint.js';
import { listCases } from '../../app/list-cases.js';
import { type PreparedSuite, prepareSuite } from '../../app/prepare-suite.js';
import { readStart } from '../../app/read-start.js';
import { embeddedForSuite, runSuiteWith } from '../../app/run-conformance.js';
import { checkTags, selectSuiteCases } from '../../app/select-suite-cases.js';
import { UsageError } from '../../app/usage-error.js';
import {
  conformanceExitCode,
  hiddenInSuite,
  planSuite,
  type SelectedCases,
  withhold,
  withholdEvents,
} from '../../conformance/index.js';
import { describePlan } from '../../runner/plan/describe.js';
import type { Plan } from '../../runner/plan/plan.js';
import { bundleOf, identifyServer, saveBundle } from '../bundle.js';
import { checkKeep } from '../check-keep.js';
import { collectSeldom } from '../collect-seldom.js';
import type { ConformanceOptions } from '../commands/conformance.js';
import { refuse, renderData, tally, writeWarnings } from '../diagnose.js';
import { deliver, type Io } from '../io.js';
import { noteKept } from '../note-kept.js';
import type { CommonOptions } from '../options/common.js';
import { keptOf, reportsOf } from '../options/report.js';
import { describeCount } from '../render-plan.js';
import { type Row, renderRows } from '../render-rows.js';
import { checkReports, writeReports } from '../reports.js';
import { selectionOf } from '../suite-selection.js';
import { targetOf } from '../target-of.js';
import { openWatchedSession } from '../watched-session.js';
import { checkStreamed } from '../withhold-run.js';
import { isConfiguredChoice, withConfigured } from './with-configured.js';

/** `s3tester conformance`: runs the built-in suite, scores it, and holds it against a baseline. */
export async function conformance(given: ConformanceOptions, io: Io): Promise<void> {
  if (given.thorough !== true) {
    collectSeldom();
  }
  await checkReports(given, reportsOf(given));
  const bundle = await bundleOf(given, io);
  const { withhold: hiddenTags = [] } = given;
  checkStreamed(given);
  const start = readStart(given, new Date());
  const prepared = await prepareSuite({
    ...targetOf(given, io),
    keep: keptOf(given).turns,
    suite: given.suite,
    configurations: given.config,
    thorough: given.thorough,
  });
  if (!prepared.suite) {
    await refuse(prepared.diagnostics, given, io);
    return;
  }
  writeWarnings(prepared.diagnostics, io);
  const { conformance: configured, reports: configuredReports } = prepared.suite.configuration.settings;
  const options = withConfigured(given, configured);
  const wrong = configured && isConfiguredChoice(given) ? checkConfigured(configured, prepared.suite) : [];
  if (wrong.length > 0) {
    await refuse(wrong, given, io);
    return;
  }
  const reports = reportsOf(options, configuredReports);
  await checkReports(options, reports);
  const { awsDefaults = false } = options;
  if (awsDefaults && prepared.settings.endpointUrl !== 'embedded') {
    throw new UsageError('--aws-defaults is for the embedded server: another one has its own');
  }
  checkKeep(options, prepared.settings);
  const selected = selectSuiteCases(await selectionOf(options, io), prepared.suite);
  checkTags(hiddenTags, prepared.suite);
  const baseline = await baselineOf(options, io);
  if (baseline === undefined) {
    return;
  }
  if (options.dryRun) {
    await showPlan(prepared, selected, options, io);
    return;
  }
  const session = await openWatchedSession(prepared, options, io, {
    embedded: { ...embeddedForSuite, awsDefaults },
    tellable: withholdEvents(hiddenInSuite(prepared.suite, hiddenTags)),
    isExpected: baseline === null ? undefined : expectedBy(baseline),
  });
  try {
    const { flaky: repeatFailed, seed, exact, thorough } = options;
    const how = { repeatFailed, seed, exact, awsDefaults, thorough, start };
    const found = await runSuiteWith(session, session.record, prepared, selected, how);
    session.endProgress();
    const results = baseline ? holdAgainst(baseline, found, prepared.suite) : found;
    const { results: _, ...head } = results;
    session.describe(head);
    const published = hiddenTags.length === 0 ? results : withhold(results, hiddenTags);
    const failed = await writeReports(published, options, reports, io, async () =>
      saveBundle(published, bundle, await identifyServer(results, bundle, session), io),
    );
    noteKept(published, io);
    const code = conformanceExitCode(results);
    process.exitCode = failed && code === 0 ? 3 : code;
  } finally {
    await session.close();
  }
}

/** The baseline that is asked for, null where none is, or undefined where it is refused. */
async function baselineOf(options: ConformanceOptions, io: Io): Promise<LoadedBaseline | null | undefined> {
  if (options.baseline === undefined) {
    return null;
  }
  const loaded = await loadBaseline(options.baseline, 's3tester baseline update writes one');
  if (!loaded.baseline) {
    await refuse(loaded.diagnostics, options, io);
    return undefined;
  }
  writeWarnings(loaded.diagnostics, io);
  return loaded;
}

async function showPlan(
  { suite, settings, credentials }: PreparedSuite,
  selected: SelectedCases,
  options: CommonOptions & { readonly thorough?: boolean | undefined },
  io: Io,
): Promise<void> {
  const targetFacts = Object.keys(targetFactsOf(settings, embeddedForSuite));
  const effort = options.thorough ? 'thorough' : 'usual';
  const plan = planSuite(suite, { settings, credentials, targetFacts, selected, effort });
  const description = describePlan(plan);
  const text =
    options.format === 'json' || options.format === 'yaml'
      ? await renderData(description, options.format)
      : `${renderRows(runningCases(suite, plan, selected), ['id', 'level', 'probe', 'title'])}
${tally(listCases(plan).length, 'case')}: ${describeCount(description.at_least)}
`;
  await deliver(text, options.output, io);
}

/** The cases of a plan in the order of the suite, with what the suite says of them. */
function runningCases(
  { cases }: PreparedSuite['suite'],
  plan: Plan,
  selected: SelectedCases,
): readonly Row[] {
  const planned = new Set(listCases(plan).map(({ id }) => id));
  const chosen = new Set(selected.chosen.map(({ id }) => id));
  return cases
    .filter(({ id }) => planned.has(id))
    .map(({ id, level, title }) => ({ id, level, probe: !chosen.has(id), title }));
}
