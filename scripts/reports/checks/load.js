import { withPage } from '../lib/open-page.js';

/**
 * The report of loads: each has its drawings, with a name and lines inside of them, labels that do not cover each other,
 * and the same as a table behind a summary.
 * @param {import('playwright-core').Browser} browser
 * @param {string} file
 * @param {import('../../deploy/tally.js').Tally} tally
 */
export async function checkLoad(browser, file, tally) {
  for (const width of [1400, 800, 400]) {
    await withPage(
      browser,
      file,
      async (page) => {
        await page.evaluate(() => {
          for (const one of document.querySelectorAll('details')) {
            one.open = true;
          }
        });
        const charts = await page.evaluate(measure);
        tally.count(
          `load, ${width} pixels: ${charts.length} drawings, two of each load`,
          charts.length === 4,
        );
        for (const { name, lines, isInside, covered } of charts) {
          const what = `load, ${width} pixels, ${name?.split('.')[0]}`;
          tally.count(`${what}: a name, and ${lines} lines`, Boolean(name) && lines >= 1);
          tally.count(`${what}: the drawing is inside the page`, isInside);
          tally.count(
            `${what}: no label covers another${covered.map((text) => `, ${text}`)}`,
            covered.length === 0,
          );
        }
        const rows = await page.locator('.load details.trace tbody tr').count();
        tally.count(
          `load, ${width} pixels: what is drawn stands in ${rows} rows, too`,
          rows >= charts.length,
        );
        const beyond = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        tally.count(`load, ${width} pixels: opened, ${beyond} pixels beyond the right edge`, beyond <= 0);
      },
      { viewport: { width, height: 900 } },
    );
  }
}

/** What each drawing shows; runs in the page. */
function measure() {
  return [...document.querySelectorAll('figure.chart svg')].map((chart) => {
    const own = chart.getBoundingClientRect();
    const labels = [...chart.querySelectorAll('text.name')].map((one) => ({
      text: one.textContent ?? '',
      box: one.getBoundingClientRect(),
    }));
    const covered = labels.flatMap(({ text, box }, index) =>
      labels
        .slice(index + 1)
        .some((other) => box.top < other.box.bottom - 2 && other.box.top < box.bottom - 2)
        ? [text]
        : [],
    );
    const parts = [...chart.querySelectorAll('path, circle')].map((one) => one.getBoundingClientRect());
    const isInside =
      own.width > 100 &&
      own.right <= document.documentElement.clientWidth + 1 &&
      parts.every(
        (box) => box.left >= own.left - 1 && box.right <= own.right + 1 && box.bottom <= own.bottom + 1,
      );
    return { name: chart.getAttribute('aria-label'), lines: parts.length, isInside, covered };
  });
}
