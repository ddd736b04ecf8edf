import type { CommandUnknownOpts, Option } from '@commander-js/extra-typings';

/** An option as a shell completes it. */
export interface CompletedOption {
  /** `-f` and `--format`, as far as it has them. */
  readonly flags: readonly string[];
  readonly description: string;
  /** Whether a value follows. */
  readonly takesValue: boolean;
  /** The values that it takes, where there are few. */
  readonly values: readonly string[];
}

/** A command as a shell completes it; `path` is empty for the program itself. */
export interface CompletedCommand {
  readonly path: readonly string[];
  readonly description: string;
  readonly options: readonly CompletedOption[];
  readonly commands: readonly string[];
  /** The words that its first argument may be, where there are few. */
  readonly words: readonly string[];
}

/** Every command of a program, the program itself first. */
export function describeCommands(program: CommandUnknownOpts): readonly CompletedCommand[] {
  const visit = (command: CommandUnknownOpts, path: readonly string[]): CompletedCommand[] => [
    {
      path,
      description: command.description(),
      options: command.options.filter(({ hidden }) => !hidden).map(describeOption),
      commands: command.commands.map((inner) => inner.name()),
      words: command.registeredArguments[0]?.argChoices ?? [],
    },
    ...command.commands.flatMap((inner) => visit(inner, [...path, inner.name()])),
  ];
  return visit(program, []);
}

function describeOption(option: Option): CompletedOption {
  return {
    flags: [option.short, option.long].filter((flag) => flag !== undefined && flag !== null),
    description: option.description,
    takesValue: option.required || option.optional,
    values: option.argChoices ?? [],
  };
}
