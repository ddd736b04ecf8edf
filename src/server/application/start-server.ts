import type { Server } from 'node:http';
import { Users } from '../domain/auth/users.js';
import { activateFaults } from '../domain/faults/active-faults.js';
import { applyLifecycle } from '../domain/lifecycle/apply.js';
import type { ServerState } from '../domain/request/context.js';
import { createClock, dayMs } from '../ground/clock.js';
import { openStore } from '../ground/store/open-store.js';
import { createHttpServer } from './listen.js';
import { defaultUsers, type RunningServer, type ServerOptions } from './options.js';

const lifecycleRunsADay = 10;
const maxIntervalMs = 60_000;

/** Starts an S3 server in this process; it is ready when the promise resolves. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const host = options.host ?? '127.0.0.1';
  const users = new Users(options.users ?? defaultUsers);
  const faults = activateFaults(options.faults ?? []);
  const { store, masterKey, close } = await openStore(options.dataFolder);
  const state: ServerState = {
    store,
    users,
    clock: createClock(options.clock, () => apply()),
    region: options.region ?? 'us-east-1',
    awsDefaults: options.awsDefaults ?? false,
    signatureVersion2: options.signatureVersion2 ?? false,
    faults,
    lifecycleDay: options.lifecycleDay ?? dayMs,
    masterKey,
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
  const server = createHttpServer(state, options.log);
  const stop = async (): Promise<void> => {
    clearInterval(timer);
    await close();
  };
  const port = await listen(server, options.port ?? 0, host).catch(async (error) => {
    await stop();
    throw error;
  });
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    users: state.users.all,
    clock: state.clock,
    applyLifecycle: apply,
    close: async () => {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await stop();
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(address !== null && typeof address === 'object' ? address.port : port);
    });
  });
}
