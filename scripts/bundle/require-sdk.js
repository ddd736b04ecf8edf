/** Marks an id as no file's, as bundlers agreed. */
const prefix = '\0required:';
const sdk = /^@(?:aws-sdk|smithy)\//;

/**
 * Leaves the packages of the SDK out of a bundle, and requires those that it needs at its start. Before Node imports a
 * CommonJS module, it reads through all of it, and of what it requires, for the names that are exported; these are known
 * when the bundle is made.
 * @type {import('rolldown').Plugin}
 */
export const requireSdk = {
  name: 'require the SDK',
  resolveId: {
    order: 'pre',
    handler(source, _, { kind }) {
      if (!sdk.test(source)) {
        return null;
      }
      return kind === 'import-statement' ? `${prefix}${source}` : { id: source, external: true };
    },
  },
  load: (id) => (id.startsWith(prefix) ? moduleOf(id.slice(prefix.length)) : null),
};

/** @param {string} name of a module with names that can all stand in a declaration */
async function moduleOf(name) {
  const names = Object.keys(await import(name)).filter(
    (one) => one !== 'default' && one !== 'module.exports',
  );
  return [
    "import { createRequire } from 'node:module';",
    `const whole = createRequire(import.meta.url)('${name}');`,
    'const pick = (name) => whole[name];',
    ...names.map((one) => `export const ${one} = /* @__PURE__ */ pick('${one}');`),
  ].join('\n');
}
