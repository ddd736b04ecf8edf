import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installOnce } from '../../scripts/servers/lib/install-once.js';
import { runCommand } from '../../scripts/servers/lib/run-command.js';
import { runCheckProgram } from './check-program.js';

const source = fileURLToPath(new URL('aws-sdk-go/', import.meta.url));

/** The AWS SDK for Go, version 2: an implementation of signing, checksums and trailers apart from all others here. */
export const awsSdkGo = /** @satisfies {import('./client.js').Client} */ ({
  name: 'aws-sdk-go',
  version: 'v2',
  async install(cache) {
    const sources = ['go.mod', 'go.sum', 'main.go'].map((name) => readFile(join(source, name)));
    const digest = createHash('sha256')
      .update(Buffer.concat(await Promise.all(sources)))
      .digest('hex')
      .slice(0, 12);
    return installOnce(join(cache, `aws-sdk-go-${digest}`), async (folder) => {
      await runCommand('go', ['build', '-trimpath', '-o', join(folder, 'checks'), '.'], { cwd: source });
    });
  },
  run: (installed, place, check) => runCheckProgram(join(installed, 'checks'), [], place, check),
});
