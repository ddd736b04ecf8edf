import { type PreparedQualification, prepareQualification } from '../../app/prepare-qualification.js';
import { embeddedForSuite } from '../../app/run-conformance.js';
import { runQualification } from '../../app/run-qualification.js';
import { UsageError } from '../../app/usage-error.js';
import { type Qualification, qualificationExitCode } from '../../qualify/qualification.js';
import {
  type QualificationFormat,
  qualificationFormats,
  renderQualification,
} from '../../qualify/reports/render.js';
import { describeAnswers } from '../../qualify/reports/words.js';
import { exitCodes } from '../../results/exit-code.js';
import type { QualifyOptions } from '../commands/qualify.js';
import { refuse, renderData, writeWarnings } from '../diagnose.js';
import { deliver, type Io, note, OutputError } from '../io.js';
import { reportsOf } from '../options/report.js';
import { renderRows } from '../render-rows.js';
import { checkReports, useColor } from '../reports.js';
import { targetOf } from '../target-of.js';
import { openWatchedSession } from '../watched-session.js';

/** `s3tester qualify`: what the applications need of a store, tried on one. */
export async function qualify(options: QualifyOptions, io: Io): Promise<void> {
  const reports = qualificationReports(options);
  await checkReports(options, reportsOf(options));
  const prepared = await prepareQualification({
    ...targetOf(options, io),
    applications: namesIn(options.for ?? []),
    profileFiles: options.profileFile,
    configurations: options.config,
  });
  if (!prepared.subjects) {
    await refuse(prepared.diagnostics, options, io);
    return;
  }
  writeWarnings(prepared.diagnostics, io);
  if (options.dryRun) {
    await showPlan(prepared, options, io);
    return;
  }
  const found = await tryAll(prepared, options, io);
  const failed = await write(found, options, reports, io);
  const code = qualificationExitCode(found);
  process.exitCode = failed && code === exitCodes.passed ? exitCodes.unjudged : code;
}

function namesIn(texts: readonly string[]): readonly string[] {
  return texts
    .flatMap((text) => text.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

async function tryAll(
  prepared: PreparedQualification,
  options: QualifyOptions,
  io: Io,
): Promise<Qualification> {
  const session = await openWatchedSession(prepared, options, io, embeddedForSuite);
  try {
    return await runQualification(prepared, {
      session,
      environment: io.environment,
      seed: options.seed ?? Math.floor(Math.random() * 2 ** 31),
      interrupt: session.interrupt,
      began(what) {
        session.endProgress();
        session.tell(`trying ${what}`);
      },
    });
  } finally {
    await session.close();
  }
}

interface QualificationReport {
  readonly format: QualificationFormat;
  readonly path: string;
}

function qualificationReports(options: QualifyOptions): readonly QualificationReport[] {
  return reportsOf(options).map(({ format, path }) => {
    const known = qualificationFormats.find((one) => one === format);
    if (known === undefined) {
      throw new UsageError(
        `a qualification is not written as ${format}`,
        `formats: ${qualificationFormats.join(', ')}`,
      );
    }
    return { format: known, path };
  });
}

async function showPlan(
  { selected, workloads, replays }: PreparedQualification,
  options: QualifyOptions,
  io: Io,
): Promise<void> {
  const rows = [
    ...(selected?.chosen ?? []).map(({ id, title }) => ({ kind: 'case', id, title })),
    ...[...replays.keys()].map((id) => ({ kind: 'replay', id, title: null })),
    ...workloads.map(({ workload, durationMs }) => ({
      kind: 'consistency',
      id: workload,
      title: `${durationMs / 1000} s`,
    })),
  ];
  const { format } = options;
  const text =
    format === 'json' || format === 'yaml'
      ? await renderData(rows, format)
      : renderRows(rows, ['kind', 'id', 'title']);
  await deliver(text, options.output, io);
}

/** Writes what was found, and every further report; gives true where one could not be written. */
async function write(
  found: Qualification,
  options: QualifyOptions,
  reports: readonly QualificationReport[],
  io: Io,
): Promise<boolean> {
  const { output, format = 'table', verbose = false } = options;
  const color = output === undefined && useColor(options, io, io.stdout);
  const writes = [
    async () => deliver(await renderQualification(format, found, { color, verbose }), output, io),
    ...reports.map(
      (report) => async () =>
        deliver(
          await renderQualification(report.format, found, { color: false, verbose: true }),
          report.path,
          io,
        ),
    ),
  ];
  let failed = false;
  for (const one of writes) {
    try {
      await one();
    } catch (error) {
      if (!(error instanceof OutputError)) {
        throw error;
      }
      failed = true;
      io.stderr.write(`s3tester: ${error.message}\n`);
    }
  }
  if (!io.stdout.isTTY || output !== undefined || format !== 'table') {
    note(describeAnswers(found), io);
  }
  return failed;
}
