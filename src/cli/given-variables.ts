import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { UsageError } from '../app/usage-error.js';
import { describeFileError } from '../lib/describe-file-error.js';

type Variables = Readonly<Record<string, string>>;

/** Where variables are given. */
export interface VariableOptions {
  readonly envFile?: readonly string[];
  readonly varFile?: readonly string[];
  readonly var?: readonly string[];
}

/**
 * The variables that `--var-file`, or `--env-file`, and `--var` add to those that are set: what is set already wins over files, a
 * later file over an earlier one, and `--var` over all. Throws a {@link UsageError} for what is not written `NAME=value`, without repeating it.
 */
export async function givenVariables(
  { envFile = [], varFile = [], var: pairs = [] }: VariableOptions,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Variables> {
  const ofFiles = await Promise.all([...envFile, ...varFile].map(readVariables));
  const unset = Object.entries(Object.assign({}, ...ofFiles) as Variables).filter(
    ([name]) => environment[name] === undefined,
  );
  return Object.fromEntries([...unset, ...pairs.map(readPair)]);
}

function readPair(text: string): readonly [name: string, value: string] {
  const [whole, name = ''] = /^([A-Z][A-Z0-9_]*)=/.exec(text) ?? [];
  if (whole === undefined) {
    throw new UsageError(
      '--var is written NAME=value',
      'the name is of A-Z, 0-9 and _, as ${NAME} in a configuration',
    );
  }
  return [name, text.slice(whole.length)];
}

async function readVariables(path: string): Promise<Variables> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`cannot read the variables of ${path}: ${describeFileError(error)}`);
  });
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  return Object.assign(
    {},
    ...lines.map((line, index) => readLine(line, `${path}:${index + 1}`)),
  ) as Variables;
}

/** A line is read as Node.js reads one: with quotes, a comment behind the value, and `export` before it. */
function readLine(line: string, place: string): NodeJS.Dict<string> {
  if (/^\s*(?:#|$)/.test(line)) {
    return {};
  }
  if (!/^\s*(?:export\s+)?[A-Za-z_]\w*\s*=/.test(line)) {
    throw new UsageError(`${place}: this is not NAME=value`, 'a line that begins with # is a comment');
  }
  return parseEnv(line);
}
