import { Command, type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { outputFormats } from '../../reporting/format-names.js';
import { repeatable } from './values.js';

/** The values of a command's options, as they are declared. */
export type OptionsOf<C extends { opts(): unknown }> = ReturnType<C['opts']>;

/** What every command may be given, before or after its name. */
export type CommonOptions = OptionsOf<ReturnType<typeof makeCommand>>;

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

/** Makes a command with the options that every command has. */
export function makeCommand(name: string, description: string) {
  return new Command(name)
    .description(description)
    .helpOption('--help')
    .addOption(repeatable('-c, --config <path>', 'a configuration file (repeatable)'))
    .addOption(new Option('--format <format>', 'how results are written').choices(outputFormats))
    .option('-o, --output <path>', 'write results to a file')
    .option('--dry-run', 'show what would be done; send nothing')
    .option('-v, --verbose', 'say more')
    .addOption(new Option('--log-level <level>', 'what to log').choices(logLevels))
    .addOption(new Option('--log-format <format>', 'how to log').choices(['pretty', 'json']))
    .option('--log-file <path>', 'log to a file instead of stderr')
    .option('--no-color', 'no colours (as NO_COLOR)');
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
