import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

// What `npm run build` does after the compiler: the command as few files, since to find and read its 500 modules takes Node
// as long as all that they do in a short run. The library is not bundled; the SDK stays a package of its own, in which the
// model of the API is looked up. Each chunk has a name that does not change, and is written whole.

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'dist', 'bundle');

const bundle = await rolldown({
  input: { main: join(root, 'dist', 'cli', 'main.js') },
  platform: 'node',
  external: [/^node:/, /^@aws-sdk\//, /^@smithy\//],
});
const { output } = await bundle.generate({ format: 'esm', chunkFileNames: '[name].js' });
const chunks = output.filter((file) => file.type === 'chunk');
const files = new Map([
  ...chunks.map(({ fileName, code }) => /** @type {const} */ ([fileName, code])),
  ['main.d.ts', "export * from '../cli/main.js';\n"],
  ['chunks.json', JSON.stringify(describeChunks())],
  ['LICENSES.txt', await licences()],
]);
await mkdir(folder, { recursive: true });
for (const [name, text] of files) {
  const unfinished = join(folder, `${name}.${process.pid}`);
  await writeFile(unfinished, text);
  await rename(unfinished, join(folder, name));
}
const before = (await readdir(folder)).filter((name) => !files.has(name));
await Promise.all(before.map((name) => rm(join(folder, name), { force: true })));

/** The modules that are in each chunk, by their paths from the root: a test asks which of them a command loads. */
function describeChunks() {
  return Object.fromEntries(
    chunks.map(({ fileName, moduleIds }) => [
      fileName,
      moduleIds.map((id) => relative(root, id).replaceAll('\\', '/')),
    ]),
  );
}

/** The licences of the packages whose code is in the bundle. */
async function licences() {
  const ids = chunks.flatMap(({ moduleIds }) => moduleIds);
  const packages = new Set(
    ids.flatMap((id) => /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id)?.[0] ?? []),
  );
  const texts = await Promise.all([...packages].sort().map(licenceOf));
  return `The files beside this one hold code of these packages.\n\n${texts.join('\n')}`;
}

/** @param {string} path of a package */
async function licenceOf(path) {
  /** @type {{ name: string, version: string, license: string }} */
  const { name, version, license } = JSON.parse(await readFile(join(path, 'package.json'), 'utf8'));
  const file = (await readdir(path)).find((entry) => /^licen[cs]e(\.\w+)?$/i.test(entry));
  const text = file === undefined ? '' : await readFile(join(path, file), 'utf8');
  return `## ${name} ${version} (${license})\n\n${text.trim()}\n`;
}
