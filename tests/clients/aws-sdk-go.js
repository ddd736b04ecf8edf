import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installGoModule } from '../../scripts/servers/lib/install-go.js';
import { runCheckProgram } from './check-program.js';

const source = fileURLToPath(new URL('aws-sdk-go/', import.meta.url));

/** The AWS SDK for Go, version 2: an implementation of signing, checksums and trailers apart from all others here. */
export const awsSdkGo = goClient('aws-sdk-go', '.');

/**
 * What Terraform's AWS provider does, by the SDK that it uses: the provider itself comes from a registry of its own and not
 * as a Go module, so its calls are made in its order instead.
 */
export const terraform = goClient('terraform-calls', './terraform');

/**
 * A program of checks, built from the module of `aws-sdk-go/`.
 * @param {string} name
 * @param {string} folder the package, as Go takes it in that module
 * @returns {import('./client.js').Client}
 */
function goClient(name, folder) {
  return {
    name,
    version: 'v2',
    install: (cache) => installGoModule(cache, { name, source, package: folder, program: 'checks' }),
    run: (installed, place, check) => runCheckProgram(join(installed, 'checks'), [], place, check),
  };
}
