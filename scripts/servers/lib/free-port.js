import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Finds loopback ports that nobody listens on, all different.
 * @param {number} count
 * @returns {Promise<number[]>}
 */
export async function findFreePorts(count) {
  const listeners = Array.from({ length: count }, () => createServer());
  const ports = [];
  for (const listener of listeners) {
    listener.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const address = listener.address();
    if (address === null || typeof address === 'string') {
      throw new Error('no port was given');
    }
    ports.push(address.port);
  }
  await Promise.all(listeners.map((listener) => once(listener.close(), 'close')));
  return ports;
}

/**
 * The port asked for, or where that is 0, a free one.
 * @param {number} port
 * @returns {Promise<number>}
 */
export async function resolvePort(port) {
  if (port !== 0) {
    return port;
  }
  const [free] = await findFreePorts(1);
  return free ?? 0;
}
