import { readFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import path from 'node:path';

/**
 * What was measured, and on what.
 * @param {string} root of the repository
 */
export async function describeMachine(root) {
  const lock = JSON.parse(await readFile(path.join(root, 'package-lock.json'), 'utf8'));
  const [first] = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    sdk: String(lock.packages['node_modules/@aws-sdk/client-s3'].version),
    cores: cpus().length,
    model: first?.model ?? 'unknown',
    gibibytes: Math.round(totalmem() / 2 ** 30),
    load: Math.round(loadavg()[0] ?? 0),
  };
}
