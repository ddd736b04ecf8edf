import { afterAll, beforeAll } from 'vitest';
import { type RunningServer, type ServerOptions, startServer } from '../../src/server/index.js';

/** Starts the embedded server before the tests of a file and ends it after them; ask for it inside tests only. */
export function useServer(options: ServerOptions = {}): { readonly url: string } {
  let server: RunningServer | undefined;
  beforeAll(async () => {
    server = await startServer(options);
  });
  afterAll(async () => {
    await server?.close();
  });
  return {
    get url() {
      if (server === undefined) {
        throw new Error('the server runs only while tests do');
      }
      return server.url;
    },
  };
}
