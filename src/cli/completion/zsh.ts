import type { CompletedCommand, CompletedOption } from './describe-commands.js';

/** A script for a folder of zsh's `fpath`, or to be sourced after `compinit`. */
export function zshCompletion(commands: readonly CompletedCommand[]): string {
  const functions = commands.map((command) => {
    const { path, options, commands: inner, words } = command;
    const specs = options.map((option) => `    ${quote(specOf(option))}`);
    const last =
      inner.length > 0
        ? [
            `    ${quote(`1:command:(${inner.join(' ')})`)}`,
            `    '*::arguments: _s3tester_inner "${path.join('_')}"'`,
          ]
        : [
            ...(words.length > 0 ? [`    ${quote(`1:what:(${words.join(' ')})`)}`] : []),
            `    '*:file:_files'`,
          ];
    return `${nameOf(path)}() {
  _arguments -s \\
${[...specs, ...last].join(' \\\n')}
}`;
  });
  return `#compdef s3tester
# zsh completion of s3tester; s3tester completion zsh > a folder of fpath, as _s3tester
_s3tester_inner() {
  local name="_s3tester\${1:+_$1}_$words[1]"
  (( $+functions[$name] )) && $name || _files
}
${functions.join('\n')}
if [ "$funcstack[1]" = "_s3tester" ]; then
  _s3tester "$@"
else
  compdef _s3tester s3tester
fi
`;
}

function nameOf(path: readonly string[]): string {
  return ['_s3tester', ...path].join('_');
}

function specOf({ flags, description, takesValue, values }: CompletedOption): string {
  const told = description.replace(/[[\]:]/g, (sign) => `\\${sign}`);
  const value = takesValue ? (values.length > 0 ? `:value:(${values.join(' ')})` : ':value:_files') : '';
  const [first = '', ...others] = flags;
  const group = others.length > 0 ? `(${flags.join(' ')})` : '';
  return others.length > 0 ? `${group}{${flags.join(',')}}[${told}]${value}` : `*${first}[${told}]${value}`;
}

/** Braces expand outside of quotes only. */
function quote(spec: string): string {
  const braced = /^(\([^)]*\))(\{[^}]*\})(.*)$/s.exec(spec);
  const plain = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  return braced ? `${plain(braced[1] ?? '')}${braced[2]}${plain(braced[3] ?? '')}` : plain(spec);
}
