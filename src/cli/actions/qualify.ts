import { type PreparedQualification, prepareQualification } from '../../app/prepare-qualification.js';
import { readGiven } from '../../app/read-given.js';
import { refuseOtherKind } from '../../app/refuse-other-kind.js';
import { embeddedForSuite } from '../../app/run-conformance.js';
import { runQualification } from '../../app/run-qualification.js';
import { UsageError } from '../../app/usage-error.js';
import { checkCertificate } from '../../qualify/certificate.js';
import { type Qualification, qualificationExitCode } from '../../qualify/qualification.js';
import { renderJson } from '../../reporting/json.js';
import { exitCodes } from '../../results/exit-code.js';
import type { QualifyOptions } from '../commands/qualify.js';
import { refuse, renderData, writeWarnings } from '../diagnose.js';
import { deliver, type Io } from '../io.js';
import { reportsOf } from '../options/report.js';
import { policyFor } from '../print-policy.js';
import { renderRows } from '../render-rows.js';
import { checkReports } from '../reports.js';
import { targetOf } from '../target-of.js';
import { openWatchedSession } from '../watched-session.js';
import { qualificationReports, writeQualification } from '../write-qualification.js';

/** `s3tester qualify`: what the applications need of a store, tried on one. */
export async function qualify(options: QualifyOptions, io: Io): Promise<void> {
  if (options.checkCertificate !== undefined) {
    refuseSubjects(options);
    await checkFile(options.checkCertificate, io);
    return;
  }
  const reports = qualificationReports(options);
  await checkReports(options, reportsOf(options), [options.certificate]);
  const prepared = await prepareQualification(
    {
      ...targetOf(options, io),
      applications: namesIn(options.for ?? []),
      profileFiles: options.profileFile,
      needs: options.need,
      replay: options.replay,
      configurations: options.config,
    },
    { toRun: !options.printPolicy },
  );
  if (!prepared.subjects) {
    await refuse(prepared.diagnostics, options, io);
    return;
  }
  writeWarnings(prepared.diagnostics, io);
  if (options.printPolicy) {
    await deliver(renderJson(policyFor(prepared.subjects, options, io)), options.output, io);
    return;
  }
  if (options.dryRun) {
    await showPlan(prepared, options, io);
    return;
  }
  const found = await tryAll(prepared, options, io);
  const failed = await writeQualification(found, options, reports, io);
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
  const session = await openWatchedSession(prepared, options, io, {
    embedded: embeddedForSuite,
    // What a server lacks is what is asked, and told at the end by what it means.
    isExpected: () => true,
  });
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

/** A certificate is compared with itself alone: whoever names an application with it wants something else. */
function refuseSubjects({ for: names, profileFile, need, certificate }: QualifyOptions): void {
  const given = {
    '--for': names,
    '--profile-file': profileFile,
    '--need': need,
    '--certificate': certificate,
  };
  const [option] = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (option !== undefined) {
    throw new UsageError(
      `--check-certificate asks nothing of a server, so that it has no use for ${option}`,
      'qualify a server in a call of its own',
    );
  }
}

/** Says of a certificate whether it is as it was written: with exit code 1 where it is not. */
async function checkFile(path: string, io: Io): Promise<void> {
  await refuseOtherKind(path, 'certificate', ['certificate']);
  const found = checkCertificate(await readGiven(path, `the certificate ${path}`));
  if (found === 'none') {
    throw new UsageError(
      `${path} is no certificate of s3tester qualify`,
      's3tester qualify --certificate FILE writes one',
    );
  }
  const isUnchanged = found === 'unchanged';
  const told = isUnchanged ? 'it is as it was written' : 'it was changed after it was written';
  await deliver(`${path}: ${told}\n`, undefined, io);
  process.exitCode = isUnchanged ? exitCodes.passed : exitCodes.failed;
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
