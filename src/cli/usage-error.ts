/** Something wrong with the command line or the environment; ends the command with exit code 2. */
export class UsageError extends Error {
  constructor(
    message: string,
    readonly hint?: string,
  ) {
    super(message);
  }
}

/** A message about an option without the option's value, which may be a secret: `--credentail=NAME=KEY:SECRET`. */
export function hideOptionValue(message: string): string {
  return message.replace(/(option '-[^=']*=)[^\n]*'/, "$1…'");
}

/** The message about an unknown option with the one whose name was begun, where the message suggests nothing itself. */
export function completeOption(message: string, known: readonly string[]): string {
  const given = /^error: unknown option '(--[\w-]+)/.exec(message)?.[1];
  const match = given && !message.includes('Did you mean') && known.find((name) => name.startsWith(given));
  return match ? `${message.trimEnd()}\n(Did you mean ${match}?)\n` : message;
}
