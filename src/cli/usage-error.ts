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
