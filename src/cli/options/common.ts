import { Command, type CommandUnknownOpts, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { UsageError } from '../../app/usage-error.js';
import {
  type FormatName,
  formatSummaries,
  isFormatName,
  outputFormats,
} from '../../reporting/format-names.js';
import { repeatable } from './values.js';

/** The values of a command's options, as they are declared. */
export type OptionsOf<C extends { opts(): unknown }> = ReturnType<C['opts']>;

/** What every command may be given, before or after its name. */
export type CommonOptions = OptionsOf<ReturnType<typeof makeCommand>>;

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

/** Other words for levels, as loggers of other languages have them. */
const otherLevels: Readonly<Record<string, (typeof logLevels)[number]>> = {
  warning: 'warn',
  critical: 'error',
};

function readLogLevel(text: string): (typeof logLevels)[number] {
  const word = text.toLowerCase();
  const level = logLevels.find((known) => known === (otherLevels[word] ?? word));
  if (level === undefined) {
    throw new InvalidArgumentError(`Allowed choices are ${logLevels.join(', ')}.`);
  }
  return level;
}

/** Every format, for `--format` of the commands whose results are those of a run. */
export const everyFormat = Object.keys(formatSummaries).filter(isFormatName);

/** The formats in which every command writes what it found. */
export type OutputFormat = (typeof outputFormats)[number];

/** Makes a command with the options that every command has; `formats` are those of its `--format`. */
export function makeCommand<Format extends FormatName = OutputFormat>(
  name: string,
  description: string,
  formats: readonly (Format | OutputFormat)[] = outputFormats,
) {
  return new Command(name)
    .description(description)
    .helpOption('-h, --help')
    .addOption(repeatable('-c, --config <path>', 'a configuration file (repeatable)'))
    .addOption(new Option('-f, --format <format>', 'how results are written').choices(formats))
    .option('-o, --output <path>', 'write results to a file')
    .option('--dry-run', 'show what would be done; send nothing')
    .option('-v, --verbose', 'say more')
    .option('-q, --quiet', 'nothing on stderr but warnings and errors')
    .addOption(
      new Option('--log-level <level>', `what to log: ${logLevels.join(', ')}`).argParser(readLogLevel),
    )
    .addOption(new Option('--log-format <format>', 'how to log').choices(['pretty', 'json']))
    .option('--log-file <path>', 'log to a file instead of stderr')
    .option('--no-color', 'no colours (as NO_COLOR)');
}

/** Gives a command the format of the variable `S3TESTER_FORMAT`, where no option gives one. */
export function applyFormatVariable(
  command: CommandUnknownOpts,
  environment: Readonly<Record<string, string | undefined>>,
): void {
  const text = environment.S3TESTER_FORMAT;
  if (!text || command.getOptionValue('format') !== undefined) {
    return;
  }
  const format = outputFormats.find((known) => known === text);
  if (format === undefined) {
    throw new UsageError(
      `the environment variable S3TESTER_FORMAT must be one of ${outputFormats.join(', ')}, not "${text}"`,
    );
  }
  command.setOptionValueWithSource('format', format, 'env');
}

/** Refuses a format that was given before the name of a command that does not write it. */
export function checkFormat(command: CommandUnknownOpts): void {
  const given: unknown = command.getOptionValue('format');
  const choices = command.options.find(({ long }) => long === '--format')?.argChoices;
  if (typeof given === 'string' && choices !== undefined && !choices.includes(given)) {
    throw new UsageError(`${command.name()} is not written as ${given}`, `formats: ${choices.join(', ')}`);
  }
}

/**
 * Gives a command the options that are before its name, as far as it has them: lists are joined, and a value after
 * the name wins.
 */
export function inheritOptions(command: CommandUnknownOpts): void {
  const names = new Set(command.options.map((option) => option.attributeName()));
  for (let around = command.parent; around; around = around.parent) {
    for (const name of names) {
      inheritOption(name, command, around);
    }
  }
}

function inheritOption(name: string, command: CommandUnknownOpts, around: CommandUnknownOpts): void {
  if (!isGiven(name, around)) {
    return;
  }
  const [outer, own] = [around.getOptionValue(name), command.getOptionValue(name)];
  if (Array.isArray(outer)) {
    command.setOptionValueWithSource(name, [...outer, ...(Array.isArray(own) ? own : [])], 'cli');
  } else if (!isGiven(name, command)) {
    command.setOptionValueWithSource(name, outer, 'cli');
  }
}

function isGiven(name: string, command: CommandUnknownOpts): boolean {
  const source = command.getOptionValueSource(name);
  return source !== undefined && source !== 'default';
}
