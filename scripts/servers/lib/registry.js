import { minio } from '../minio.js';
import { moto } from '../moto.js';
import { versitygw } from '../versitygw.js';

/**
 * Every server that a script here knows to run.
 * @type {readonly import('./types.js').ServerScript[]}
 */
export const servers = [minio, moto, versitygw];

/**
 * The servers of those names, in their order; an unknown name is an error that lists the known ones.
 * @param {readonly string[]} names
 * @returns {import('./types.js').ServerScript[]}
 */
export function findServers(names) {
  return names.map((name) => {
    const server = servers.find((candidate) => candidate.name === name);
    if (server) return server;
    throw new Error(`unknown server "${name}"; known: ${servers.map((known) => known.name).join(', ')}`);
  });
}
