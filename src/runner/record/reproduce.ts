import { stdinName } from '../../config/reader.js';
import { defined } from '../../lib/defined.js';
import { shellWord } from '../../s3/curl/shell-word.js';
import { toCurl } from '../../s3/index.js';
import type { StepContext } from '../context.js';
import type { RunSettings } from '../plan/plan.js';
import type { PlannedStep } from '../plan/planned-step.js';
import type { Attempt } from './attempt.js';

/** The line that makes the same request again: curl where it can, else the s3tester command that runs only this. */
export function reproduceStep(planned: PlannedStep, context: StepContext, attempt: Attempt | null): string {
  const { region, caFile, insecure } = context.run.plan.settings;
  const trust = { insecure, ...defined({ caFile }) };
  const last = attempt?.outcome.exchanges.at(-1);
  const curl = attempt && last ? toCurl(last, attempt.prepared.call, region, trust) : null;
  return curl ?? rerunCommand(planned, context);
}

function rerunCommand(planned: PlannedStep, { group, caseId, run }: StepContext): string {
  const id = caseId ?? planned.caseId;
  const selection = id === null ? `--group ${shellWord(group.name)}` : `--case ${shellWord(id)}`;
  const words = [
    ...run.plan.configFiles.map((name) => (name === stdinName ? '-' : shellWord(name))),
    ...targetOptions(run.plan.settings),
    selection,
  ];
  return `s3tester run ${words.join(' ')}`;
}

/** Options that may have been on the command line; credentials are never shown. */
function targetOptions({ endpointUrl, region, pathStyle, caFile, insecure }: RunSettings): string[] {
  return [
    `--endpoint-url ${shellWord(endpointUrl)}`,
    `--region ${shellWord(region)}`,
    ...(pathStyle === undefined ? [] : [pathStyle ? '--path-style' : '--no-path-style']),
    ...(caFile === undefined ? [] : [`--ca-file ${shellWord(caFile)}`]),
    ...(insecure ? ['--insecure'] : []),
  ];
}
