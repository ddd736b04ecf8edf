import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { commandEnvironment } from './run-command.js';

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly run?: string;
}

/** A composite action of GitHub, as its file has it. */
export interface CompositeAction {
  readonly name: string;
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string; readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

/** What a step that ran left behind. */
export interface StepResult {
  readonly code: number | null;
  /** stdout and stderr, as the log of the job has them. */
  readonly log: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** Reads an `action.yml`. */
export async function readAction(file: string): Promise<CompositeAction> {
  return parse(await readFile(file, 'utf8')) as CompositeAction;
}

/**
 * Runs a step of an action as the runner does: its expressions are replaced in `env` and in `run`, the text of `run` becomes a file
 * that bash is called with, and outputs and summary are files. `cwd` is the workspace; `given` are inputs.
 */
export async function runStep(
  action: CompositeAction,
  id: string,
  { cwd, given, folder }: { cwd: string; given: Readonly<Record<string, string>>; folder: string },
): Promise<StepResult> {
  const step = action.runs.steps.find((one) => one.id === id);
  if (step?.run === undefined || step.shell !== 'bash') {
    throw new Error(`there is no step ${id} for bash`);
  }
  const fill = (text: string) =>
    text.replace(/\$\{\{\s*(\S+)\s*\}\}/g, (_, name: string) => {
      const input = name.replace(/^inputs\./, '');
      const value = name === 'github.action_path' ? folder : (given[input] ?? action.inputs[input]?.default);
      if (value === undefined) {
        throw new Error(`nothing is known of ${name}`);
      }
      return value;
    });
  const files = {
    script: path.join(cwd, 'step.sh'),
    output: path.join(cwd, 'github-output'),
    summary: path.join(cwd, 'github-summary'),
  };
  await Promise.all([
    writeFile(files.script, fill(step.run)),
    writeFile(files.output, ''),
    writeFile(files.summary, ''),
  ]);
  const variables = Object.entries(step.env ?? {}).map(([name, text]) => [name, fill(text)] as const);
  const child = spawn('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', files.script], {
    cwd,
    env: commandEnvironment({
      ...Object.fromEntries(variables),
      GITHUB_ACTIONS: 'true',
      GITHUB_OUTPUT: files.output,
      GITHUB_STEP_SUMMARY: files.summary,
    }),
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      log += text;
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  const lines = (await readFile(files.output, 'utf8')).trimEnd().split('\n');
  const outputs = lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);
  return {
    code,
    log,
    summary: await readFile(files.summary, 'utf8'),
    outputs: Object.fromEntries(outputs) as Record<string, string>,
  };
}
