import { execFileSync } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { glob } from 'tinyglobby';
import { bundleProgram } from './binary/bundle-program.js';
import { licencesOf } from './bundle/licences.js';

// `npm run build:binary`: s3tester as one executable file, `build/s3tester`, for the system that it is built on. It is a copy
// of the Node.js that runs this script, with the command, the suite and the profiles inside.

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'build');
const isWindows = process.platform === 'win32';
const target = join(folder, isWindows ? 's3tester.exe' : 's3tester');
const scratch = await mkdtemp(join(tmpdir(), 's3tester-binary-'));

const { code, thread, moduleIds } = await bundleProgram(root);
const names = (await glob(['suite/**/*.yaml', 'profiles/**/*.yaml'], { cwd: root })).sort();
const texts = await Promise.all(names.map((name) => readFile(join(root, name), 'utf8')));
const paths = {
  main: join(scratch, 'main.cjs'),
  thread: join(scratch, 'check-thread.cjs'),
  files: join(scratch, 'files.json'),
  blob: join(scratch, 'blob'),
  configuration: join(scratch, 'configuration.json'),
  executable: join(scratch, 'executable'),
};
await writeFile(paths.main, code);
await writeFile(paths.thread, thread);
await writeFile(
  paths.files,
  JSON.stringify(Object.fromEntries(names.map((name, index) => [name, texts[index]]))),
);
const configuration = {
  main: paths.main,
  output: paths.blob,
  disableExperimentalSEAWarning: true,
  useCodeCache: true,
  assets: {
    'files.json': paths.files,
    'suite.json': join(root, 'dist', 'suite.json'),
    'check-thread.cjs': paths.thread,
  },
};
await writeFile(paths.configuration, JSON.stringify(configuration));
execFileSync(process.execPath, ['--experimental-sea-config', paths.configuration], { stdio: 'pipe' });

await copyFile(process.execPath, paths.executable);
await chmod(paths.executable, 0o755);
if (process.platform === 'darwin') {
  execFileSync('codesign', ['--remove-signature', paths.executable]);
}
const injection = [
  createRequire(import.meta.url).resolve('postject/dist/cli.js'),
  ...[paths.executable, 'NODE_SEA_BLOB', paths.blob],
  ...['--sentinel-fuse', 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2'],
  ...(process.platform === 'darwin' ? ['--macho-segment-name', 'NODE_SEA'] : []),
];
// Its warnings about sections of Node's own file say nothing of ours.
execFileSync(process.execPath, injection, { stdio: 'pipe' });
if (process.platform === 'darwin') {
  execFileSync('codesign', ['--sign', '-', paths.executable]);
}

await mkdir(folder, { recursive: true });
const unfinished = `${target}.${process.pid}`;
await copyFile(paths.executable, unfinished);
await rename(unfinished, target);
const ofNode = `The executable is Node.js ${process.version}, whose licence is the file LICENSE of its release.\n`;
await writeFile(join(folder, 'LICENSES.txt'), `${ofNode}${await licencesOf(moduleIds)}`);
await rm(scratch, { recursive: true });
console.log(target);
