// Takes the pictures of docs/images/, of pages that commands write, and makes them small with pngquant.
// Usage: node scripts/reports/screenshots.js
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installDebianPackages } from '../servers/lib/install-debian.js';
import { runCommand } from '../servers/lib/run-command.js';
import { openBrowser } from './lib/browser.js';
import { withPage } from './lib/open-page.js';
import { makePages } from './lib/sample-pages.js';

const docs = fileURLToPath(new URL('../../docs/', import.meta.url));
const images = join(docs, 'images');
const folder = await mkdtemp(join(tmpdir(), 's3tester-pictures-'));
try {
  await installDebianPackages({ packages: ['pngquant'], programs: ['pngquant'] });
  await mkdir(images, { recursive: true });
  const { files } = await makePages(folder);
  const browser = await openBrowser();
  try {
    await take(browser, files.report, 'report', 860);
    await take(browser, join(docs, 'matrix.html'), 'matrix', 1060, '#q=is%3Adifferent+area%3Acopy');
    await take(browser, files.timeline, 'timeline', 450);
  } finally {
    await browser.close();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} file
 * @param {string} name
 * @param {number} height in pixels
 * @param {string} [hash]
 */
async function take(browser, file, name, height, hash = '') {
  const large = join(folder, `${name}.png`);
  await withPage(browser, file, (page) => page.screenshot({ path: large }), {
    viewport: { width: 1400, height },
    hash,
  });
  const small = join(images, `${name}.png`);
  await runCommand('pngquant', ['--force', '--strip', '--speed', '1', '--output', small, '32', large]);
  process.stdout.write(`docs/images/${name}.png\n`);
}
