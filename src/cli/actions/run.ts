import { fileReader } from '../../app/file-reader.js';
import { planFiles } from '../../app/plan-files.js';
import { prepareFiles } from '../../app/prepare-files.js';
import { readShard } from '../../app/read-shard.js';
import { readStart } from '../../app/read-start.js';
import { UsageError } from '../../app/usage-error.js';
import type { Reader } from '../../config/index.js';
import { exitCode } from '../../results/exit-code.js';
import { countPlan, describePlan } from '../../runner/index.js';
import { bundleOf, identifyServer, saveBundle } from '../bundle.js';
import { checkKeep } from '../check-keep.js';
import type { RunOptions } from '../commands/run.js';
import { compileEarly, longRun } from '../compile-late.js';
import { refuse, renderData, tally, writeWarnings } from '../diagnose.js';
import { findConfigurations } from '../find-configurations.js';
import { deliver, type Io, note } from '../io.js';
import { noteKept } from '../note-kept.js';
import { keptOf, reportsOf } from '../options/report.js';
import { renderPlan } from '../render-plan.js';
import { checkReports, writeReports } from '../reports.js';
import { targetOf } from '../target-of.js';
import { openWatchedSession } from '../watched-session.js';
import { checkStreamed, withholdingOf } from '../withhold-run.js';

/** `s3tester run`: parse, check, plan, run, report; the exit code is the contract's. With `--watch` until Ctrl-C. */
export async function run(given: readonly string[], options: RunOptions, io: Io): Promise<void> {
  if (!options.watch) {
    await runOnce(given, options, io);
    return;
  }
  for (const [flag, value] of [
    ['--barrier', options.barrier],
    ['--start-at', options.startAt],
  ]) {
    if (value !== undefined) {
      throw new UsageError(`--watch and ${flag} exclude each other`);
    }
  }
  if ([...(options.config ?? []), ...given].includes('-')) {
    throw new UsageError('--watch needs files: standard input does not change');
  }
  const { repeatOnChange } = await import('../watch.js');
  await repeatOnChange((reader) => runOnce(given, options, io, reader), io);
}

async function runOnce(
  given: readonly string[],
  options: RunOptions,
  io: Io,
  reader: Reader = fileReader,
): Promise<void> {
  if (options.parallel && options.sequential) {
    throw new UsageError('--parallel and --sequential exclude each other');
  }
  await checkReports(options, reportsOf(options));
  checkStreamed(options);
  const bundle = await bundleOf(options, io);
  const shard = options.shard === undefined ? undefined : readShard(options.shard, io.environment);
  const start = readStart(options, new Date());
  const paths = await findConfigurations(given, options, io);
  const files = await prepareFiles(
    paths,
    { ...targetOf(options, io), keep: keptOf(options).turns, reader },
    {
      strict: true,
      withoutFiles: options.dryRun,
    },
  );
  if (!files.configuration) {
    await refuse(files.diagnostics, options, io);
    return;
  }
  writeWarnings(files.diagnostics, io);
  checkKeep(options, files.settings);
  const reports = reportsOf(options, files.configuration.settings.reports);
  await checkReports(options, reports);
  const plan = planFiles(files, {
    shard,
    selection: { groups: options.group, cases: options.case, tags: options.tag },
    parallel: options.parallel ?? (options.sequential ? false : undefined),
    bail: options.bail,
    seed: options.seed,
  });
  const { tellable, publish } = await withholdingOf(options, files.configuration.groups, plan);
  if (options.dryRun) {
    const description = describePlan(plan);
    const text =
      options.format === 'json' || options.format === 'yaml'
        ? await renderData(description, options.format)
        : renderPlan(description);
    await deliver(text, options.output, io);
    return;
  }
  if (countPlan(plan).requests >= longRun) {
    compileEarly();
  }
  if (shard && plan.groups.length === 0) {
    const whole = tally(files.configuration.groups.length, 'group');
    note(`shard ${shard.index}/${shard.count} has nothing to run: the run has ${whole}`, io);
  }
  const session = await openWatchedSession(files, options, io, { tellable });
  try {
    await session.begin(start, { shard, plan: plan.id });
    const results = await session.record(plan);
    session.endProgress();
    const published = publish(results);
    const failed = await writeReports(published, options, reports, io, async () =>
      saveBundle(published, bundle, await identifyServer(results, bundle, session), io),
    );
    noteKept(published, io);
    const code = exitCode(results);
    process.exitCode = failed && code === 0 ? 3 : code;
  } finally {
    await session.close();
  }
}
