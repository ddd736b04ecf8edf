import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { UsageError } from '../../app/usage-error.js';
import { type FormatName, formatSummaries, isFormatName } from '../../reporting/format-names.js';
import { repeatable } from './values.js';

const names = Object.keys(formatSummaries).filter(isFormatName);

/** `--report`, of the commands whose results go into reports of these formats. */
export function reportOption(formats: readonly FormatName[] = names) {
  // A table is for a terminal, and so the last that a file is wanted for.
  const others = formats.filter((name) => name !== 'table').join(', ');
  return repeatable('--report <format=path>', `write a further report: ${others} or table (repeatable)`);
}

/** `--annotations`, of the commands whose results go into reports. */
export function annotationsOption() {
  return new Option(
    '--annotations',
    'write failures to stderr as workflow commands of GitHub, as in its jobs by itself',
  );
}

/** `--no-annotations`, of the same commands. */
export function noAnnotationsOption() {
  return new Option('--no-annotations', 'write none, also in a job of GitHub Actions');
}

/** `--trace`, of the commands that run. */
export function traceOption() {
  return new Option('--trace', 'keep the requests and responses of every step, not only of failed ones');
}

const kept = ['buckets', 'some', 'all'] as const;

/** What `--keep` asks for: buckets to stay, and which turns of loops have entries; both may be said. */
export interface Kept {
  readonly buckets: boolean;
  readonly turns: 'some' | 'all' | undefined;
}

/** `--keep`, of the commands that run: alone it is about buckets, with `all` about the turns of loops. */
export function keepOption() {
  return new Option(
    '--keep [what]',
    'leave the buckets of cases that did not pass, for s3tester clean; or all: list every turn of a loop',
  )
    .choices(kept)
    .argParser((value, before: readonly string[] = []) => {
      if (!kept.some((word) => word === value)) {
        throw new InvalidArgumentError(`Allowed choices are ${kept.join(', ')}.`);
      }
      return [...before, value];
    })
    .preset('buckets');
}

/** What the words of `--keep` come to; of turns the last word counts. */
export function keptOf({ keep = [] }: { readonly keep?: readonly string[] | undefined }): Kept {
  const turns = keep.findLast((word) => word === 'some' || word === 'all');
  return {
    buckets: keep.includes('buckets'),
    turns: turns === 'some' || turns === 'all' ? turns : undefined,
  };
}

/** `--bundle`, of the commands that have results with their exchanges. */
export function bundleOption() {
  return new Option(
    '--bundle <path>',
    'write an evidence bundle: results, exchanges, plan and server in one file',
  );
}

/** `--sign`, of the same. */
export function signOption() {
  return new Option('--sign <path>', 'sign the bundle with this Ed25519 private key (PEM)');
}

/** `--withhold`, of the commands whose results are published. */
export function withholdOption() {
  return repeatable('--withhold <tag>', 'count the cases with this tag by area, and name none (repeatable)');
}

/** `--stream`, of the commands that run. */
export function streamOption() {
  return new Option(
    '--stream <path>',
    'write every event to a file as it happens: what a run that was killed had judged',
  );
}

/** `--no-preflight`, of the commands that run. */
export function preflightOption() {
  return new Option('--no-preflight', 'run also where the first response says that nothing could pass');
}

/** `--har`, of the commands that run. */
export function harOption() {
  return new Option('--har <path>', 'write an HTTP Archive of every request and response');
}

/** A further report: `--report FORMAT=PATH`. */
export interface ReportTarget {
  readonly format: FormatName;
  readonly path: string;
}

/**
 * The further reports that the options ask for: `--report`, and `--har PATH` for `--report har=PATH`. Without `--report`
 * they are those of the configuration.
 */
export function reportsOf(
  options: { readonly report?: readonly string[] | undefined; readonly har?: string | undefined },
  configured: readonly ConfiguredReport[] = [],
): readonly ReportTarget[] {
  const har = options.har === undefined ? [] : [{ format: 'har', path: options.har } as const];
  const reports =
    options.report?.map(parseReport) ?? configured.map(({ format, file }) => ({ format, path: file }));
  return [...reports, ...har];
}

/** A report that a configuration asks for. */
interface ConfiguredReport {
  readonly format: FormatName;
  readonly file: string;
}

function parseReport(text: string): ReportTarget {
  const equals = text.indexOf('=');
  const format = text.slice(0, Math.max(equals, 0));
  const path = text.slice(equals + 1);
  if (path === '-') {
    throw new UsageError(`--report ${text}: a report goes to a file`, 'results go to stdout, with --format');
  }
  if (!isFormatName(format) || path === '') {
    throw new UsageError(`--report ${text}: write FORMAT=PATH`, `formats: ${names.join(', ')}`);
  }
  return { format, path };
}
