import type { Socket } from 'node:net';
import { connect, type Peer, type Trust } from './connect.js';
import type { Deadline } from './deadline.js';

/** Who uses a connection, and is told what comes over it. */
export interface ConnectionUser {
  onData(chunk: Uint8Array): void;
  /** The peer closed its side, or all of it. */
  onClose(): void;
  onError(error: Error): void;
  onDrain(): void;
}

/** A connection borrowed from a pool; it goes back by exactly one call of `release` or `discard`. */
export interface Connection {
  readonly socket: Socket;
  /** For how long it has carried nothing, in milliseconds; 0 where it is new. */
  readonly idleMs: number;
  /** Tells this one from now on. */
  use(user: ConnectionUser): void;
  release(): void;
  discard(): void;
}

/** Keeps idle connections of one target and opens new ones, as many as are asked for. */
export interface ConnectionPool {
  acquire(peer: Peer, deadline: Deadline, fresh?: boolean): Connection | Promise<Connection>;
  close(): void;
}

/** Servers commonly close what is idle after 5 s; an older connection is not worth the risk. */
const maxIdleMs = 4000;

/** Makes a pool; the connection used last is used first. */
export function createConnectionPool(trust: Trust): ConnectionPool {
  const shelves = new Map<string, Shelf>();

  async function open(peer: Peer, deadline: Deadline, shelf: Shelf): Promise<Connection> {
    return new PooledConnection(await connect(peer, trust, deadline.signal), shelf);
  }

  return {
    acquire(peer, deadline, fresh = false) {
      const shelf = shelfOf(shelves, peer);
      for (let last = fresh ? undefined : shelf.idle.pop(); last; last = shelf.idle.pop()) {
        if (last.wake()) {
          return last;
        }
      }
      return open(peer, deadline, shelf);
    },
    close() {
      for (const shelf of shelves.values()) {
        shelf.isClosed = true;
        for (const connection of shelf.idle.splice(0)) {
          connection.discard();
        }
      }
    },
  };
}

/** The idle connections of one peer, the one used last at the end. */
interface Shelf {
  readonly idle: PooledConnection[];
  isClosed: boolean;
}

function shelfOf(shelves: Map<string, Shelf>, { secure, host, port, serverName }: Peer): Shelf {
  const key = `${host}|${port}|${secure ? serverName : ''}|${secure}`;
  const known = shelves.get(key);
  if (known !== undefined) {
    return known;
  }
  const shelf: Shelf = { idle: [], isClosed: false };
  shelves.set(key, shelf);
  return shelf;
}

/** Listens to its socket for as long as it lives: to come and go with every request costs more than the request. */
class PooledConnection implements Connection {
  idleMs = 0;
  #user: ConnectionUser | null = null;
  #since = 0;

  constructor(
    readonly socket: Socket,
    private readonly shelf: Shelf,
  ) {
    const close = (): void => (this.#user === null ? this.discard() : this.#user.onClose());
    socket
      .on('data', (chunk) => (this.#user === null ? this.discard() : this.#user.onData(chunk)))
      .on('close', close)
      .on('end', close)
      .on('error', (error) => (this.#user === null ? this.discard() : this.#user.onError(error)))
      .on('drain', () => this.#user?.onDrain());
  }

  use(user: ConnectionUser): void {
    this.#user = user;
  }

  /** Takes it out of its rest; false where it is too old to be used again. */
  wake(): boolean {
    this.idleMs = Date.now() - this.#since;
    if (this.idleMs >= maxIdleMs || this.socket.destroyed) {
      this.socket.destroy();
      return false;
    }
    this.socket.ref();
    return true;
  }

  release(): void {
    this.#user = null;
    if (this.shelf.isClosed || this.socket.destroyed || this.socket.readableLength > 0) {
      this.socket.destroy();
      return;
    }
    this.#since = Date.now();
    this.socket.unref();
    this.shelf.idle.push(this);
  }

  discard(): void {
    this.#user = null;
    const at = this.shelf.idle.indexOf(this);
    if (at >= 0) {
      this.shelf.idle.splice(at, 1);
    }
    this.socket.destroy();
  }
}
