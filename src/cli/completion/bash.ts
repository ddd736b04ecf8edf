import type { CompletedCommand } from './describe-commands.js';

/** A script that bash sources: the words of the command that is being written, else the names of files. */
export function bashCompletion(commands: readonly CompletedCommand[]): string {
  const cases = commands.map(({ path, options, commands: inner, words }) => {
    const flags = options.flatMap((option) => option.flags);
    return `    '${path.join(' ')}') words='${[...inner, ...words, ...flags].join(' ')}' ;;`;
  });
  const values = commands.flatMap(({ path, options }) =>
    options
      .filter((option) => option.values.length > 0)
      .map(
        ({ flags, values: choices }) =>
          `    ${flags.map((flag) => `'${[...path, flag].join(' ')}'`).join('|')}) words='${choices.join(' ')}' ;;`,
      ),
  );
  const known = commands.filter(({ path }) => path.length > 0).map(({ path }) => `'${path.join(' ')}'`);
  return `# bash completion of s3tester; source <(s3tester completion bash)
_s3tester() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} path='' word words=''
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "\${path:+$path }$word" in
    ${known.join('|')}) path="\${path:+$path }$word" ;;
    esac
  done
  case "\${path:+$path }$previous" in
${values.join('\n')}
  esac
  if [ -z "$words" ]; then
    case "$path" in
${cases.join('\n')}
    esac
  fi
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current"; [ "\${current:0:1}" = '-' ] || compgen -f -- "$current")
}
complete -o filenames -F _s3tester s3tester
`;
}
