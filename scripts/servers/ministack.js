import { installPythonPackages, pythonOf } from './lib/install-python.js';
import { serveWhenRun } from './lib/serve.js';
import { startServerRun } from './lib/server-run.js';

const version = '1.5.33';

/** MiniStack, a mock of AWS that came after LocalStack; it keeps everything in memory. */
export const ministack = /** @satisfies {import('./lib/types.js').ServerScript} */ ({
  name: 'ministack',
  version,
  facts: {
    pathStyle: true,
    virtualHost: true,
    alt: false,
    verifiesSignatures: false,
    sseCOverHttp: true,
    notes: ['Signatures are not verified: any key pair, and none at all, is the owner.'],
  },
  install: (cache) =>
    installPythonPackages(cache, { name: 'ministack', version, packages: [`ministack==${version}`] }),
  start: ({ port, users, installed }) =>
    startServerRun('ministack', port, async (run) => {
      const env = {
        BIND_HOST: '127.0.0.1',
        GATEWAY_PORT: String(run.port),
        TMPDIR: run.folder,
        HOME: run.folder,
      };
      await run.spawn(pythonOf(installed), ['-m', 'ministack'], { env });
      await run.untilAnswers('/_ministack/health');
      return { main: users.main };
    }),
});

await serveWhenRun(import.meta.url, ministack);
