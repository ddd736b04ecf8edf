import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installMavenProgram } from '../servers/lib/install-maven.js';
import { installNpmPackages } from '../servers/lib/install-npm.js';
import { installOnce } from '../servers/lib/install-once.js';
import { installPythonPackages, pythonOf } from '../servers/lib/install-python.js';
import { runCommand } from '../servers/lib/run-command.js';

/** @typedef {{ readonly words: readonly string[], readonly env?: Readonly<Record<string, string>> }} Program */
/**
 * One version of an SDK: installed into the cache, and the program that makes the ten common calls with it. `name` is
 * what `qualify --for sdk:NAME@VERSION` calls it, `version` what is installed, `short` how it is named.
 * @typedef {{ readonly name: string, readonly version: string, readonly short: string, install(cache: string): Promise<Program> }} Dialect
 */

const programs = fileURLToPath(new URL('programs/', import.meta.url));

/**
 * The versions: before and after SDKs began to send checksums by default (January 2025), and the newest of today. There is
 * no @aws-sdk/client-s3 3.727 or 3.728; 3.1169.0 is the newest one of which the registry has a presigner, too.
 * @type {readonly Dialect[]}
 */
export const dialects = [
  ...['1.35.99', '1.36.26', '1.44.8'].map(boto3),
  ...['3.726.1', '3.729.0', '3.1169.0'].map(javascript),
  ...['1.72.2', '1.74.1', '1.114.10'].map(go),
  ...['2.29.52', '2.30.38', '2.59.1'].map(java),
  ...['26.0.1'].map(pyarrow),
  ...['1.65.0', '1.157.0'].map(rust),
];

/** @param {string} version */
function shortOf(version) {
  return version.split('.').slice(0, 2).join('.');
}

/**
 * @param {string} version
 * @returns {Dialect}
 */
function boto3(version) {
  return pythonDialect('boto3', version, ['boto3'], 'ten_calls.py');
}

/**
 * @param {string} version
 * @returns {Dialect}
 */
function pyarrow(version) {
  return pythonDialect('pyarrow', version, ['pyarrow'], 'ten_calls_arrow.py');
}

/**
 * @param {string} name
 * @param {string} version
 * @param {readonly string[]} packages
 * @param {string} script
 * @returns {Dialect}
 */
function pythonDialect(name, version, packages, script) {
  return {
    name,
    version,
    short: shortOf(version),
    async install(cache) {
      const pinned = packages.map((one) => `${one}==${version}`);
      const folder = await installPythonPackages(cache, {
        name: `dialect-${name}`,
        version,
        packages: pinned,
      });
      return { words: [pythonOf(folder), join(programs, script)] };
    },
  };
}

/**
 * @param {string} version
 * @returns {Dialect}
 */
function javascript(version) {
  return {
    name: 'js',
    version,
    short: shortOf(version),
    async install(cache) {
      const packages = ['@aws-sdk/client-s3', '@aws-sdk/s3-request-presigner'].map(
        (one) => `${one}@${version}`,
      );
      const folder = await installNpmPackages(cache, { name: 'dialect-js', version, packages });
      const env = { DIALECT_MODULES: folder, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };
      return { words: [process.execPath, join(programs, 'ten-calls.cjs')], env };
    },
  };
}

/**
 * The versions are those of the module `service/s3`; what belongs to it is chosen by Go.
 * @param {string} version
 * @returns {Dialect}
 */
function go(version) {
  return {
    name: 'go',
    version,
    short: shortOf(version),
    async install(cache) {
      const built = join(cache, `dialect-go-${version}-${await digestOf(join('go', 'main.go'))}`);
      const folder = await installOnce(built, async (target) => {
        await copyFile(join(programs, 'go', 'main.go'), join(target, 'main.go'));
        const options = { cwd: target, env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=mod' } };
        await runCommand('go', ['mod', 'init', 'calls'], options);
        await runCommand('go', ['get', `github.com/aws/aws-sdk-go-v2/service/s3@v${version}`], options);
        // The newest one would draw in the newest service/s3 with it.
        await runCommand('go', ['get', `github.com/aws/aws-sdk-go-v2/config@${goConfig(version)}`], options);
        await runCommand('go', ['build', '-trimpath', '-o', 'calls', '.'], options);
      });
      return { words: [join(folder, 'calls')] };
    },
  };
}

/**
 * A program is built anew where it has changed.
 * @param {string} program
 */
async function digestOf(program) {
  const text = await readFile(join(programs, program));
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** @param {string} version */
function goConfig(version) {
  return { '1.72.2': 'v1.28.10', '1.74.1': 'v1.29.4' }[version] ?? 'latest';
}

/**
 * @param {string} version
 * @returns {Dialect}
 */
function java(version) {
  return {
    name: 'java',
    version,
    short: shortOf(version),
    async install(cache) {
      const what = { name: 'dialect-java', version, group: 'software.amazon.awssdk', artifact: 's3' };
      const folder = await installMavenProgram(cache, what);
      const libraries = join(folder, 'lib', '*');
      const compiled = join(cache, `dialect-java-${version}-${await digestOf('TenCalls.java')}`);
      const classes = await installOnce(compiled, async (target) => {
        await mkdir(target, { recursive: true });
        await runCommand('javac', ['-cp', libraries, '-d', target, join(programs, 'TenCalls.java')]);
      });
      return { words: ['java', '-cp', [classes, libraries].join(delimiter), 'TenCalls'] };
    },
  };
}

/**
 * The versions are those of the crate `aws-sdk-s3`; Cargo chooses what belongs to it. A first build takes ten minutes of a
 * processor, and is kept.
 * @param {string} version
 * @returns {Dialect}
 */
function rust(version) {
  return {
    name: 'rust',
    version,
    short: shortOf(version),
    async install(cache) {
      const source = join('rust', 'main.rs');
      const built = join(cache, `dialect-rust-${version}-${await digestOf(source)}`);
      const folder = await installOnce(built, async (target) => {
        await mkdir(join(target, 'src'), { recursive: true });
        await copyFile(join(programs, source), join(target, 'src', 'main.rs'));
        await writeFile(join(target, 'Cargo.toml'), manifestOf(version));
        await runCommand('cargo', ['build', '--jobs', '1'], { cwd: target, timeout: 3600 });
      });
      return { words: [join(folder, 'target', 'debug', 'calls')] };
    },
  };
}

/** @param {string} version */
function manifestOf(version) {
  return `[package]
name = "calls"
version = "0.0.0"
edition = "2021"

[dependencies]
aws-sdk-s3 = "=${version}"
aws-credential-types = { version = "1", features = ["hardcoded-credentials"] }
tokio = { version = "1", features = ["macros", "rt"] }

[profile.dev]
debug = false
`;
}
