import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { shells } from '../commands/completion.js';
import { bashCompletion } from '../completion/bash.js';
import { describeCommands } from '../completion/describe-commands.js';
import { fishCompletion } from '../completion/fish.js';
import { zshCompletion } from '../completion/zsh.js';
import type { Io } from '../io.js';

const scripts = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };

/** `s3tester completion`: writes the script of a shell, made from what the program declares. */
export function completion(shell: (typeof shells)[number], program: CommandUnknownOpts, io: Io): void {
  io.stdout.write(scripts[shell](describeCommands(program)));
}
