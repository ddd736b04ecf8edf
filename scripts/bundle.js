import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { licencesOf } from './bundle/licences.js';
import { requireSdk } from './bundle/require-sdk.js';

// What `npm run build` does after the compiler: the command as few files, since to find and read its 500 modules takes Node
// as long as all that they do in a short run. The library is not bundled; the SDK stays a package of its own, in which the
// model of the API is looked up. Each chunk has a name that does not change, and is written whole.

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'dist', 'bundle');

const bundle = await rolldown({
  input: { main: join(root, 'dist', 'cli', 'main.js') },
  platform: 'node',
  external: [/^node:/],
  plugins: [requireSdk],
});
const { output } = await bundle.generate({ format: 'esm', chunkFileNames: '[name].js' });
const chunks = output.filter((file) => file.type === 'chunk');
const files = new Map([
  ...chunks.map(({ fileName, code }) => /** @type {const} */ ([fileName, code])),
  ['main.d.ts', "export * from '../cli/main.js';\n"],
  ['chunks.json', JSON.stringify(describeChunks())],
  ['LICENSES.txt', await licencesOf(chunks.flatMap(({ moduleIds }) => moduleIds))],
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
      moduleIds.filter((id) => isAbsolute(id)).map((id) => relative(root, id).replaceAll('\\', '/')),
    ]),
  );
}
