import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';

/** A process, told from a later one that got the same id. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Where ids of processes mean the same: one boot of one machine, or of one container on it. */
  readonly place: string;
  /** When it began, as its platform counts; null where that cannot be read. */
  readonly began: string | null;
}

/** Whether a process still runs: `perhaps` is a process of that id that may be another, `unknown` is out of sight. */
export type Liveness = 'running' | 'gone' | 'perhaps' | 'unknown';

/** The identity of this process. */
export async function identifyThisProcess(): Promise<ProcessIdentity> {
  const [place, stat] = await Promise.all([findPlace(), readProcess('self')]);
  return { pid: process.pid, place, began: stat?.began ?? null };
}

/** Whether a process still runs, as far as it can be seen from here. */
export async function findLiveness({ pid, place, began }: ProcessIdentity): Promise<Liveness> {
  if (place !== (await findPlace())) {
    return 'unknown';
  }
  if (began !== null) {
    const found = await readProcess(String(pid));
    return found && found.began === began && !found.isDead ? 'running' : 'gone';
  }
  try {
    process.kill(pid, 0);
    return 'perhaps';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH' ? 'gone' : 'perhaps';
  }
}

/** Containers share a boot, and the name of the host too; they differ in the namespace of their process ids. */
async function findPlace(): Promise<string> {
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => null);
  const namespace = await readlink('/proc/self/ns/pid').catch(() => null);
  return boot === null || namespace === null ? hostname() : `${boot.trim()} ${namespace}`;
}

/** @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
async function readProcess(pid: string): Promise<{ began: string; isDead: boolean } | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (stat === null) {
    return null;
  }
  // The name of the program is the second field, in brackets, and may contain anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  const began = fields[19];
  return began === undefined ? null : { began, isDead: state === 'Z' || state === 'X' };
}
