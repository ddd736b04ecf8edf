import { Users } from '../domain/auth/users.js';
import { activateFaults } from '../domain/faults/active-faults.js';
import { applyLifecycle } from '../domain/lifecycle/apply.js';
import type { ServerState } from '../domain/request/context.js';
import { createClock, dayMs } from '../ground/clock.js';
import { defined } from '../ground/defined.js';
import { readDomains } from '../ground/http/host.js';
import { openStore } from '../ground/store/open-store.js';
import { routeNames } from './find-route.js';
import { createServer, listen } from './listen.js';
import { defaultUsers, type RunningServer, type ServerOptions } from './options.js';
import { createResponder } from './respond.js';
import { seed } from './seed.js';
import { readTls } from './tls.js';

const lifecycleRunsADay = 10;
const maxIntervalMs = 60_000;
const defaultTimeouts = { header: 60_000, idle: 120_000 };

/** Starts an S3 server in this process; it is ready when the promise resolves. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const port = readPort(options.port ?? 0);
  const host = options.host ?? '127.0.0.1';
  const users = new Users(options.users ?? defaultUsers);
  const faults = activateFaults(options.faults ?? [], routeNames, options.faultSeed);
  const domains = readDomains(options.domains ?? []);
  const tls = await readTls(options.tls, [host, ...domains]);
  const { store, masterKey, close } = await openStore(options.dataFolder);
  const source = options.clock ?? Date.now;
  const state: ServerState = {
    ...{ store, users, faults, domains, masterKey },
    clock: createClock(source, () => apply()),
    region: options.region ?? 'us-east-1',
    awsDefaults: options.awsDefaults ?? false,
    signatureVersion2: options.signatureVersion2,
    lifecycleDay: options.lifecycleDay ?? dayMs,
  };
  const apply = (): void => {
    if (state.faults.has('lifecycle-ignored')) {
      return;
    }
    applyLifecycle(state.store, { now: state.clock.now(), day: state.lifecycleDay });
  };
  const timer = setInterval(
    apply,
    Math.min(Math.max(state.lifecycleDay / lifecycleRunsADay, 100), maxIntervalMs),
  );
  timer.unref();
  const startAnew = async (): Promise<void> => {
    store.clear();
    state.clock.set(new Date(source()));
    await seed(state, options);
  };
  // One after another: a second must not empty what a first is still filling.
  let lastReset: Promise<void> = Promise.resolve();
  const reset = (): Promise<void> => {
    lastReset = lastReset.catch(() => {}).then(startAnew);
    return lastReset;
  };
  const stop = async (): Promise<void> => {
    clearInterval(timer);
    await close();
  };
  try {
    const server = createServer(
      createResponder(state, {
        log: options.log,
        reset: options.admin ? reset : undefined,
        observe: options.observe,
      }),
      { tls: tls.files, timeouts: { ...defaultTimeouts, ...options.timeouts } },
    );
    await seed(state, options);
    const taken = await listen(server, port, host);
    return {
      url: `${tls.files === undefined ? 'http' : 'https'}://${host.includes(':') ? `[${host}]` : host}:${taken}`,
      port: taken,
      users: state.users.all,
      clock: state.clock,
      ...defined({ ca: tls.ca }),
      applyLifecycle: apply,
      reset,
      close: async () => {
        await new Promise((resolve) => {
          server.close(resolve);
          server.closeAllConnections();
        });
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

// Node takes other things for the path of a socket.
function readPort(port: number): number {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new RangeError(`a port is a whole number from 0 to 65535, not ${JSON.stringify(port)}`);
  }
  return port;
}
