import { defined } from '../../lib/defined.js';
import { shellWord } from '../../lib/shell-word.js';
import { toCurl } from '../../s3/index.js';
import type { StepContext } from '../context.js';
import type { RunSettings } from '../plan/plan.js';
import type { PlannedStep } from '../plan/planned-step.js';
import type { Attempt } from './attempt.js';

/**
 * The line that makes the same request again: curl where it can, and the server stays; else the s3tester command that runs
 * only this.
 */
export function reproduceStep(planned: PlannedStep, context: StepContext, attempt: Attempt | null): string {
  const { endpointUrl, region, caFile, insecure } = context.run.plan.settings;
  const trust = { insecure, ...defined({ caFile }) };
  const last = attempt?.outcome.exchanges.at(-1);
  // The embedded server is gone when somebody reads this: only a new run has one again.
  const curl =
    attempt && last && endpointUrl !== 'embedded' ? toCurl(last, attempt.prepared.call, region, trust) : null;
  return curl ?? rerunCommand(context, context.caseId ?? planned.caseId);
}

/** The command that runs only this case, or else this group. */
export function rerunCommand(
  { group, run }: Pick<StepContext, 'group' | 'run'>,
  caseId: string | null,
): string {
  const { rerun, settings, seed } = run.plan;
  const words = [
    's3tester',
    ...rerun.command,
    caseId === null ? `--group ${shellWord(group.name)}` : `--case ${shellWord(caseId)}`,
    ...targetWords(settings),
    ...(seed === undefined ? [] : [`--seed ${seed}`]),
    ...rerun.options,
  ];
  return words.join(' ');
}

/** The options that name the same server again, as words for a POSIX shell; credentials are not among them. */
export function targetWords({
  endpointUrl,
  region,
  pathStyle,
  settle,
  caFile,
  insecure,
}: RunSettings): readonly string[] {
  // Without TLS nobody's certificate counts, whatever the environment names.
  const hasTls = /^https:/i.test(endpointUrl);
  return [
    `--endpoint-url ${shellWord(endpointUrl)}`,
    `--region ${shellWord(region)}`,
    ...(pathStyle === undefined ? [] : [pathStyle ? '--path-style' : '--no-path-style']),
    ...(settle === 0 ? [] : [`--settle ${settle}s`]),
    ...(hasTls && caFile !== undefined ? [`--ca-file ${shellWord(caFile)}`] : []),
    ...(hasTls && insecure ? ['--insecure'] : []),
  ];
}
