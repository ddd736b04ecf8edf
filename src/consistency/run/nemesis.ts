import { spawn, spawnSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

/** A fault that the operator's own commands bring and take away. */
export interface NemesisSpec {
  /** A command line of the shell. */
  readonly on: string;
  /** Takes the fault away; empty where nothing is to be done. */
  readonly off: string;
  /** Seconds from one fault to the next. */
  readonly every: number;
  /** Seconds that it lasts. */
  readonly lasts: number;
}

/** A command of a nemesis that failed. */
export interface NemesisProblem {
  readonly command: string;
  readonly reason: string;
}

/** What a nemesis tells, and what it is bounded by. */
export interface NemesisHost {
  readonly signal: AbortSignal;
  /** Called when a fault comes or goes. */
  mark(fault: string, on: boolean): void;
}

/** The longest that a command may take, in milliseconds. */
const longestMs = 60_000;
const keptOutput = 500;
/** How long the process waits for a command when it ends at once, in milliseconds. */
const exitMs = 10_000;

/**
 * Brings a fault again and again until the signal is aborted. The fault is taken away at the end in any case, also
 * where its coming failed half-way. Gives what failed.
 */
export async function runNemesis(spec: NemesisSpec, host: NemesisHost): Promise<readonly NemesisProblem[]> {
  const { on, off, every, lasts } = spec;
  const { signal, mark } = host;
  const problems: NemesisProblem[] = [];
  const command = async (text: string, isOn: boolean): Promise<void> => {
    if (text.trim() !== '') {
      const reason = await runCommand(text);
      if (reason !== null) {
        problems.push({ command: text, reason });
      }
    }
    mark(on, isOn);
  };
  const pause = (seconds: number): Promise<unknown> =>
    delay(seconds * 1000, undefined, { signal }).catch(() => undefined);
  // Who ends the process at once does not want to be left with the fault.
  const atExit = (): void => void spawnSync(off, { shell: true, stdio: 'ignore', timeout: exitMs });
  while (!signal.aborted) {
    await pause(every - lasts);
    if (signal.aborted) {
      break;
    }
    process.once('exit', atExit);
    await command(on, true);
    await pause(lasts);
    await command(off, false);
    process.off('exit', atExit);
  }
  return problems;
}

/** Runs a command line; gives why it failed, or null. It is not of our group, so that Ctrl-C does not reach it. */
async function runCommand(text: string): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(text, {
      shell: true,
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said = (said + chunk).slice(-keptOutput);
    });
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      resolve(`it did not end within ${longestMs / 1000} s`);
    }, longestMs);
    child.on('error', (error) => resolve(error.message));
    // What it started in the background may hold its stderr open: its own end is what counts.
    child.on('exit', (code, killedBy) => {
      clearTimeout(timer);
      child.stderr.destroy();
      resolve(code === 0 ? null : `${killedBy ?? `exit code ${code}`}${said.trim() && `: ${said.trim()}`}`);
    });
  });
}
