// The manual page, from what the program declares of its commands.

/** @typedef {import('@commander-js/extra-typings').CommandUnknownOpts} Command */
/** @typedef {import('@commander-js/extra-typings').Option} Option */

const exitCodes = [
  ['0', 'all passed'],
  ['1', 'at least one test failed'],
  ['2', 'the configuration or the command line is wrong; nothing was sent'],
  ['3', 'no test failed, but something could not be judged'],
  ['130', 'interrupted, after cleaning up'],
];

const more = `The configuration and the steps of scenarios, conformance, results and the embedded server have pages of their own in the
folder docs of the package. s3tester list operations names what a step can call, and s3tester schema prints the JSON Schema of a
configuration.`;

/**
 * The page of a program, in the macros of man(7).
 * @param {Command} program
 */
export function renderManual(program) {
  const [common, target] = [false, true].map((hidden) =>
    program.options.filter((option) => option.hidden === hidden),
  );
  const shared = new Set(program.options.map(({ long }) => long));
  const lines = [
    `.\\" Written by npm run man.`,
    `.TH ${program.name().toUpperCase()} 1 "" ${program.name()}`,
    '.SH NAME',
    `${program.name()} \\- ${firstLower(roff(program.description()))}`,
    '.SH SYNOPSIS',
    `.B ${program.name()}`,
    '.I command',
    '[\\fIoption\\fR ...] [\\fIargument\\fR ...]',
    '.SH COMMANDS',
    ...program.commands.flatMap((command) => renderCommand(command, [program.name()], shared)),
    '.SH OPTIONS OF EVERY COMMAND',
    ...(common ?? []).flatMap(renderOption),
    '.SH OPTIONS OF COMMANDS THAT TALK TO A SERVER',
    ...(target ?? []).flatMap(renderOption),
    '.SH EXIT STATUS',
    ...exitCodes.flatMap(([code, meaning]) => ['.TP', `.B ${code}`, roff(meaning ?? '')]),
    '.SH SEE ALSO',
    ...roff(more).split('\n'),
  ];
  return `${lines.join('\n')}\n`;
}

/**
 * @param {Command} command
 * @param {readonly string[]} around the words before its name
 * @param {ReadonlySet<string | undefined>} shared what has a section of its own
 * @returns {string[]}
 */
function renderCommand(command, around, shared) {
  const words = [...around, command.name()];
  const argumentsOf = command.registeredArguments.map((argument) => {
    const name = `\\fI${roff(argument.name())}\\fR${argument.variadic ? ' ...' : ''}`;
    return argument.required ? name : `[${name}]`;
  });
  if (command.commands.length > 0) {
    return command.commands.flatMap((inner) => renderCommand(inner, words, shared));
  }
  const own = command.options.filter(({ long, hidden }) => !hidden && !shared.has(long));
  const talks = command.options.some(({ long }) => long === '--endpoint-url');
  const description = `${firstUpper(roff(command.description()))}.${talks ? ' Takes the options of commands that talk to a server.' : ''}`;
  return [
    `.SS ${roff(words.slice(1).join(' '))}`,
    [`\\fB${roff(words.join(' '))}\\fR`, '[\\fIoption\\fR ...]', ...argumentsOf].join(' '),
    '.PP',
    description,
    ...own.flatMap(renderOption),
  ];
}

/**
 * @param {Option} option
 * @returns {string[]}
 */
function renderOption({ flags, description, argChoices }) {
  const bold = roff(flags).replaceAll(/(\\-[\w\\-]*)/g, '\\fB$1\\fR');
  const values =
    argChoices && !description.includes(argChoices.join(', ')) ? ` (${argChoices.join(', ')})` : '';
  return ['.TP', bold, roff(`${description}${values}`)];
}

/** @param {string} text */
function roff(text) {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll(/^(?=[.'])/gm, '\\&');
}

/** @param {string} text */
function firstLower(text) {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** @param {string} text */
function firstUpper(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
