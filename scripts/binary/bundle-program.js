import { join } from 'node:path';
import { rolldown } from 'rolldown';

// What `bin/s3tester.js` does before it calls the command; as text, since it becomes a part of the one file.
const start = `
require('node:v8').setFlagsFromString('--heap-growing-percent=30');
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
exports.compileLate();
exports.main(process.argv.slice(2));
`;

/** @param {string} code */
function requireDirectly(code) {
  return code
    .replace(/^import \{ createRequire \} from 'node:module';$/m, '')
    .replace(/^const require = createRequire\(import\.meta\.url\);$/m, '')
    .replaceAll('createRequire(import.meta.url)(', 'require(');
}

/**
 * The whole command as the text of one CommonJS file, and the program of the thread that checks histories as another.
 * @param {string} root the folder of the built repository
 * @returns {Promise<{ code: string, thread: string, moduleIds: readonly string[] }>}
 */
export async function bundleProgram(root) {
  const main = await bundleFile(root, 'cli/main.js');
  const thread = await bundleFile(root, 'consistency/check/check-thread.js');
  return { code: `${main.code}${start}`, thread: thread.code, moduleIds: main.moduleIds };
}

/**
 * A module with all that it imports as one file, which needs nothing but Node: what is packed into an executable can
 * require no file. Packages that it requires late are still run when they are first needed.
 * @param {string} root
 * @param {string} name below `dist`
 */
async function bundleFile(root, name) {
  const bundle = await rolldown({
    input: join(root, 'dist', name),
    platform: 'node',
    checks: { eval: false },
    plugins: [
      {
        name: 'require directly',
        transform: (code, id) => (id.startsWith(join(root, 'dist')) ? { code: requireDirectly(code) } : null),
      },
    ],
  });
  const { output } = await bundle.generate({
    format: 'cjs',
    codeSplitting: false,
    minify: { compress: false, mangle: false },
  });
  const [{ code, moduleIds }, ...others] = output;
  if (others.length > 0) {
    throw new Error(`${name} is in ${output.length} files, and must be in one`);
  }
  // What is packed cannot import, not even what Node itself has.
  const whole = code.replaceAll(/\bimport\((["']node:[\w/]+["'])\)/g, 'Promise.resolve(require($1))');
  return { code: whole, moduleIds };
}
