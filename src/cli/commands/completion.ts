import { Argument, Command } from '@commander-js/extra-typings';

/** The shells that a completion is written for. */
export const shells = ['bash', 'zsh', 'fish'] as const;

/** `s3tester completion`, declared. */
export const declareCompletion = () =>
  new Command('completion')
    .description('write a script that completes commands and options in a shell')
    .helpOption('-h, --help')
    .addArgument(new Argument('<shell>', 'the shell').choices(shells));
