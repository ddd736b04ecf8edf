/**
 * A message about the command line without what may be a secret: the value in `--credentail=NAME=KEY:SECRET`, and keys
 * where a command or the value of another option should stand.
 */
export function hideOptionValue(message: string): string {
  return message
    .replace(/(option '-[^=']*=)[^\n]*'/, "$1…'")
    .replace(/((?:unknown command|argument) ')(?=[^'\n]*[:=@])[^\n]*?'(?=\n|\.| is|$)/, "$1…'");
}

/** Words that other command lines of this kind have, as the message about each begins, and what to write here. */
const counterparts: readonly (readonly [message: RegExp, write: string])[] = [
  [/^error: unknown option '-p'/, '--parallel'],
  [/^error: unknown option '--no-parallel'/, '--sequential'],
  [/^error: unknown option '--supported-operations'/, 's3tester list operations'],
  [/^error: unknown option '--groups'/, 's3tester list groups'],
  [/^error: unknown option '--credentials'/, 's3tester list credentials'],
  [
    /^error: missing required argument 'what'/,
    'list groups, list operations, list credentials or list cases',
  ],
  [/--format <format>' argument 'console'/, '--format table'],
  [/--log-format <format>' argument 'standard'/, '--log-format pretty'],
];

/**
 * The message about an unknown option with what to write instead, or with the commands that have it, or with the one whose name was begun, where the
 * message suggests nothing itself. `options` are the commands by each option that they take.
 */
export function completeOption(message: string, options: ReadonlyMap<string, readonly string[]>): string {
  const counterpart = counterparts.find(([pattern]) => pattern.test(message))?.[1];
  if (counterpart !== undefined) {
    return `${message.trimEnd().replace(/\n\(Did you mean .*$/, '')}\n(write ${counterpart})\n`;
  }
  const given = /^error: unknown option '(--[\w-]+)/.exec(message)?.[1];
  if (given === undefined) {
    return message;
  }
  const owners = options.get(given);
  if (owners) {
    return `${message.trimEnd()}\n(it is an option of ${owners.join(', ')})\n`;
  }
  const match =
    !message.includes('Did you mean') && [...options.keys()].find((name) => name.startsWith(given));
  return match ? `${message.trimEnd()}\n(Did you mean ${match}?)\n` : message;
}
