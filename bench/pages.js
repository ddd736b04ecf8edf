// How long the page of a comparison takes to open in Chromium: 2,000 cases on eight servers, a third of what fails with a
// reason. Opened is when what is in view has been drawn; then one search. Usage: node bench/pages.js [ROUNDS=5]
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compareResults } from '../dist/comparison/compare.js';
import { renderComparisonHtml } from '../dist/reporting/comparison/page.js';
import { openBrowser } from '../scripts/reports/lib/browser.js';
import { makeLargeResults } from './lib/large-results.js';

const rounds = Number(process.argv[2] ?? 5);
const compared = compareResults(makeLargeResults({ servers: 8, cases: 2000 }));
if ('problem' in compared) {
  throw new Error(compared.problem.message);
}
const page = renderComparisonHtml(compared.comparison);
const folder = await mkdtemp(join(tmpdir(), 's3tester-pages-'));
try {
  const file = join(folder, 'matrix.html');
  await writeFile(file, page);
  const browser = await openBrowser();
  try {
    const seen = [];
    for (let round = 0; round < rounds; round++) {
      seen.push(await open(browser, pathToFileURL(file).href));
    }
    const median = (/** @type {readonly number[]} */ list) =>
      Math.round(list.toSorted((a, b) => a - b)[list.length >> 1] ?? 0);
    const report = {
      megabytes: Math.round(Buffer.byteLength(page) / 1e5) / 10,
      rounds,
      open_cpu_ms: median(seen.map(({ opened }) => opened)),
      search_cpu_ms: median(seen.map(({ searched }) => searched)),
      open_ms: median(seen.map(({ clock }) => clock)),
    };
    process.stdout.write(`${JSON.stringify(report)}\n`);
  } finally {
    await browser.close();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

/**
 * Milliseconds of the page's main thread until it is open, and for a search after that; and those on the clock until it was
 * open. On a machine that does much else the clock says little.
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 */
async function open(browser, url) {
  const tab = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  try {
    const session = await tab.context().newCDPSession(tab);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const used = async () => {
      const { metrics } = await session.send('Performance.getMetrics');
      return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
    };
    await tab.goto(url);
    // Two frames later what is in view has been drawn.
    const clock = await tab.evaluate(
      () =>
        new Promise((resolve) =>
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now()))),
        ),
    );
    const opened = await used();
    await tab.locator('input').fill('server-1:fail is:different -case-7');
    await tab.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    return { opened, searched: (await used()) - opened, clock: Number(clock) };
  } finally {
    await tab.close();
  }
}
