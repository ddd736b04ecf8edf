import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { version } from '../app/version.js';
import type { VariableOptions } from './given-variables.js';
import type { Io } from './io.js';
import { makeCommands } from './make-commands.js';
import { completeOption, hideOptionValue } from './option-messages.js';
import { applyFormatVariable, checkFormat, everyFormat, inheritOptions } from './options/common.js';
import { hideTargetOptions, makeTargetCommand } from './options/target.js';

const description =
  'Runs YAML scenarios against any S3-compatible storage and says what passed, what failed and why';

/** Makes the command line. Each command loads what it needs only when it is called. */
export function makeProgram(io: Io): CommandUnknownOpts {
  const program = hideTargetOptions(makeTargetCommand('s3tester', description, everyFormat))
    .version(version, '--version')
    .enablePositionalOptions(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: (text, write) => write(completeOption(hideOptionValue(text), ownersOfOptions(program))),
    })
    .showSuggestionAfterError()
    .showHelpAfterError('(s3tester --help lists commands and options)')
    .hook('preAction', async (_program, command) => {
      inheritOptions(command);
      await addVariables(command.opts(), io);
      checkFormat(command);
      applyFormatVariable(command, io.environment);
      const { quiet, logFormat, logFile } = command.opts();
      io.notes.style = { quiet: quiet === true, json: logFormat === 'json' && logFile === undefined };
      const output: unknown = command.getOptionValue('output');
      if (typeof output === 'string') {
        const { checkWritable } = await import('./check-writable.js');
        await checkWritable([output]);
      }
    });
  for (const command of makeCommands(io)) {
    addCommand(program, command);
  }
  return program;
}

/** Adds the variables of the options to those of the process, before anything asks for one. */
async function addVariables(options: VariableOptions, io: Io): Promise<void> {
  if (options.envFile || options.varFile || options.var) {
    const { givenVariables } = await import('./given-variables.js');
    io.addVariables(await givenVariables(options, io.environment));
  }
}

/** Adds a command that was made by itself, and what it holds, with the settings of the program. */
function addCommand(program: CommandUnknownOpts, command: CommandUnknownOpts): void {
  program.addCommand(command.copyInheritedSettings(program));
  for (const inner of command.commands) {
    inner.copyInheritedSettings(command);
  }
}

/** The commands by each long option that they take. */
function ownersOfOptions({ commands }: CommandUnknownOpts): Map<string, string[]> {
  const owners = new Map<string, string[]>();
  for (const command of commands) {
    for (const { long } of [...command.options, ...command.commands.flatMap(({ options }) => options)]) {
      const names = owners.get(long ?? '') ?? [];
      if (!names.includes(command.name())) {
        owners.set(long ?? '', [...names, command.name()]);
      }
    }
  }
  return owners;
}
