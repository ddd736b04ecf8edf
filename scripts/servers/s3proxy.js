import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installMavenProgram } from './lib/install-maven.js';
import { serveWhenRun } from './lib/serve.js';
import { startServerRun } from './lib/server-run.js';

const version = '2.6.0';

/** S3Proxy over a local folder, through its file-system storage. */
export const s3proxy = /** @satisfies {import('./lib/types.js').ServerScript} */ ({
  name: 's3proxy',
  version,
  facts: {
    pathStyle: true,
    virtualHost: false,
    alt: false,
    verifiesSignatures: true,
    notes: ['One user only.', 'No versions, tags, policies, object lock or bucket configurations.'],
  },
  install: (cache) =>
    installMavenProgram(cache, { name: 's3proxy', version, group: 'org.gaul', artifact: 's3proxy' }),
  start: ({ port, users, installed }) =>
    startServerRun('s3proxy', port, async (run) => {
      const data = join(run.folder, 'data');
      const properties = join(run.folder, 's3proxy.properties');
      const logging = join(run.folder, 'logback.xml');
      await mkdir(data);
      const settings = {
        's3proxy.endpoint': run.endpoint,
        's3proxy.authorization': 'aws-v2-or-v4',
        's3proxy.identity': users.main.accessKey,
        's3proxy.credential': users.main.secretKey,
        // A signed body is held in memory to be verified; the default takes at most 32 MiB.
        's3proxy.v4-max-non-chunked-request-size': 256 * 1024 * 1024,
        // Otherwise the checksum headers that current SDKs send are refused.
        's3proxy.ignore-unknown-headers': true,
        'jclouds.identity': 'unused',
        'jclouds.credential': 'unused',
        'jclouds.provider': 'filesystem-nio2',
        'jclouds.filesystem.basedir': data,
      };
      await writeFile(
        properties,
        Object.entries(settings)
          .map(([key, value]) => `${key}=${value}\n`)
          .join(''),
      );
      // Without a configuration, its logger writes every detail of every request.
      await writeFile(logging, '<configuration><root level="OFF"/></configuration>');
      const folders = [`-Djava.io.tmpdir=${run.folder}`, `-Dlogback.configurationFile=${logging}`];
      const java = [...folders, '-cp', join(installed, 'lib', '*'), 'org.gaul.s3proxy.Main'];
      await run.spawn('java', [...java, '--properties', properties]);
      await run.untilAnswers();
      return { main: users.main };
    }),
});

await serveWhenRun(import.meta.url, s3proxy);
