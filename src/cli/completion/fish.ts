import type { CompletedCommand, CompletedOption } from './describe-commands.js';

/** A script for fish's folder of completions. */
export function fishCompletion(commands: readonly CompletedCommand[]): string {
  const top = commands.find(({ path }) => path.length === 0)?.commands ?? [];
  const lines = commands.flatMap(({ path, options, commands: inner, words }) => {
    const condition = conditionOf(path, top);
    const named = inner.map((name) => {
      const description = commands.find(
        (one) => one.path.join(' ') === [...path, name].join(' '),
      )?.description;
      return `complete -c s3tester ${condition} -f -a ${name} -d ${quote(description ?? name)}`;
    });
    return [
      ...named,
      ...(words.length > 0 ? [`complete -c s3tester ${condition} -a ${quote(words.join(' '))}`] : []),
      ...options.map((option) => `complete -c s3tester ${condition} ${describe(option)}`),
    ];
  });
  return `# fish completion of s3tester; s3tester completion fish > ~/.config/fish/completions/s3tester.fish
${lines.join('\n')}
`;
}

function conditionOf(path: readonly string[], top: readonly string[]): string {
  const test =
    path.length === 0
      ? `not __fish_seen_subcommand_from ${top.join(' ')}`
      : path.map((name) => `__fish_seen_subcommand_from ${name}`).join('; and ');
  return `-n ${quote(test)}`;
}

function describe({ flags, description, takesValue, values }: CompletedOption): string {
  const named = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  const value = values.length > 0 ? [`-x -a ${quote(values.join(' '))}`] : takesValue ? ['-r'] : [];
  return [...named, ...value, `-d ${quote(description)}`].join(' ');
}

function quote(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
