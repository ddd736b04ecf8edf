import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installMavenProgram } from './lib/install-maven.js';
import { serveWhenRun } from './lib/serve.js';
import { startServerRun } from './lib/server-run.js';

const version = '5.0.0';
const launcher = fileURLToPath(new URL('lib/s3mock-on-loopback.java', import.meta.url));

/** Adobe's S3Mock. */
export const s3mock = /** @satisfies {import('./lib/types.js').ServerScript} */ ({
  name: 's3mock',
  version,
  facts: {
    pathStyle: true,
    virtualHost: false,
    alt: false,
    verifiesSignatures: false,
    notes: [
      'Signatures are not verified: any key pair, and none at all, is the owner.',
      'ACLs are kept, but not enforced; there are no policies.',
    ],
  },
  install(cache) {
    const archive = { group: 'com.adobe.testing', artifact: 's3mock', classifier: 'exec' };
    return installMavenProgram(cache, { name: 's3mock', version, ...archive });
  },
  start: ({ port, users, installed }) =>
    startServerRun('s3mock', port, async (run) => {
      const archive = join(installed, 'unpacked', 'BOOT-INF');
      const path = [join(archive, 'classes'), join(archive, 'lib', '*')].join(delimiter);
      // Its data goes below Java's temporary folder; its second port, which nobody needs, is any free one.
      const java = [`-Djava.io.tmpdir=${run.folder}`, '-cp', path, launcher];
      const ports = [`--server.port=${run.port}`, '--server.address=127.0.0.1', '--http.port=0'];
      await run.spawn('java', [...java, ...ports]);
      await run.untilAnswers();
      return { main: users.main };
    }),
});

await serveWhenRun(import.meta.url, s3mock);
