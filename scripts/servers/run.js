import { chooseServers, servers } from './lib/registry.js';
import { serve } from './lib/serve.js';

const [name, ...args] = process.argv.slice(2);
if (name === undefined || name.startsWith('-')) {
  process.stderr.write('usage: node scripts/servers/run.js SERVER [--port N] [--install-only]\n');
  process.stderr.write(`servers: ${servers.map((server) => server.name).join(', ')}\n`);
  process.exitCode = 2;
} else {
  for (const server of chooseServers([name])) {
    await serve(server, args);
  }
}
