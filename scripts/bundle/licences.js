import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The licences of the packages whose code is in a bundle, as one text.
 * @param {readonly string[]} moduleIds the files that are in it
 */
export async function licencesOf(moduleIds) {
  const packages = new Set(
    moduleIds.flatMap((id) => /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id)?.[0] ?? []),
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
