import type { Socket } from 'node:net';
import { connect, type Peer, type Trust } from './connect.js';

/** A connection borrowed from a pool; it goes back by exactly one call of `release` or `discard`. */
export interface Connection {
  readonly socket: Socket;
  /** For how long it has carried nothing, in milliseconds; 0 where it is new. */
  readonly idleMs: number;
  release(): void;
  discard(): void;
}

/** Keeps idle connections of one target and opens new ones, as many as are asked for. */
export interface ConnectionPool {
  acquire(peer: Peer, signal: AbortSignal, fresh?: boolean): Promise<Connection>;
  close(): void;
}

/** Servers commonly close what is idle after 5 s; an older connection is not worth the risk. */
const maxIdleMs = 4000;

interface Idle {
  readonly socket: Socket;
  readonly since: number;
  readonly forget: () => void;
}

/** Makes a pool; the connection used last is used first. */
export function createConnectionPool(trust: Trust): ConnectionPool {
  const idle = new Map<string, Idle[]>();
  let isClosed = false;

  function takeIdle(key: string): Idle | undefined {
    const list = idle.get(key);
    for (let entry = list?.pop(); entry !== undefined; entry = list?.pop()) {
      entry.forget();
      if (Date.now() - entry.since < maxIdleMs && !entry.socket.destroyed) {
        entry.socket.ref();
        return entry;
      }
      entry.socket.destroy();
    }
    return undefined;
  }

  function putIdle(key: string, socket: Socket): void {
    if (isClosed || socket.destroyed || socket.readableLength > 0) {
      socket.destroy();
      return;
    }
    const list = idle.get(key) ?? [];
    idle.set(key, list);
    const drop = (): void => {
      const at = list.findIndex((entry) => entry.socket === socket);
      list.splice(at, at < 0 ? 0 : 1);
      socket.destroy();
    };
    const forget = (): void => {
      socket.off('close', drop).off('error', drop).off('end', drop).off('data', drop);
    };
    socket.on('close', drop).on('error', drop).on('end', drop).on('data', drop);
    socket.unref();
    list.push({ socket, since: Date.now(), forget });
  }

  return {
    async acquire(peer, signal, fresh = false) {
      const key = `${peer.secure}|${peer.host}|${peer.port}|${peer.secure ? peer.serverName : ''}`;
      const reused = fresh ? undefined : takeIdle(key);
      const socket = reused?.socket ?? (await connect(peer, trust, signal));
      return {
        socket,
        idleMs: reused ? Date.now() - reused.since : 0,
        release: () => putIdle(key, socket),
        discard: () => {
          socket.on('error', () => undefined).destroy();
        },
      };
    },
    close() {
      isClosed = true;
      for (const list of idle.values()) {
        for (const entry of list.splice(0)) {
          entry.forget();
          entry.socket.on('error', () => undefined).destroy();
        }
      }
    },
  };
}
