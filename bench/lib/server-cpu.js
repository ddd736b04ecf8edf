import { readFile } from 'node:fs/promises';

// USER_HZ, which Linux gives to every program alike.
const ticksOfSecond = 100;

/**
 * The CPU time, user and system, that running processes have used so far, in seconds; Linux only.
 * @param {readonly number[]} pids
 */
export async function usedCpuSeconds(pids) {
  const stats = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8')));
  return stats.map(secondsOf).reduce((sum, seconds) => sum + seconds, 0);
}

/** @param {string} stat see proc_pid_stat(5): the name of the program, in brackets, may hold spaces */
function secondsOf(stat) {
  const [, , , , , , , , , , , user, system] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(user) + Number(system)) / ticksOfSecond;
}
