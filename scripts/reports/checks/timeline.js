import { withPage } from '../lib/open-page.js';

/**
 * The page of a violation: each operation as a bar that holds its label, in the lane of its client, and as a row; in the
 * order of time, and nothing that runs.
 * @param {import('playwright-core').Browser} browser
 * @param {string} file
 * @param {import('../../deploy/tally.js').Tally} tally
 */
export async function checkTimeline(browser, file, tally) {
  await withPage(browser, file, async (page) => {
    const sections = await page.evaluate(measure);
    tally.count(`timeline: ${sections.length} findings, each with its drawing`, sections.length > 0);
    for (const { title, bars, rows, lanes, name } of sections) {
      tally.count(
        `timeline, ${title}: 3 bars, 3 lanes, 3 rows`,
        bars.length === 3 && lanes === 3 && rows === 3,
      );
      tally.count(
        `timeline, ${title}: each label is inside its bar`,
        bars.every(({ holds }) => holds),
      );
      const isInOrder = bars.every(({ from, to }, index) => from < to && from > (bars[index - 1]?.to ?? -1));
      tally.count(`timeline, ${title}: what came later stands further right`, isInOrder);
      tally.count(`timeline, ${title}: the drawing has a name`, name === title);
    }
    tally.count('timeline: nothing runs', (await page.locator('script').count()) === 0);
  });
}

/** What each finding shows; runs in the page. */
function measure() {
  return [...document.querySelectorAll('main section')].map((section) => ({
    title: section.querySelector('h2')?.textContent,
    name: section.querySelector('svg')?.getAttribute('aria-label'),
    lanes: section.querySelectorAll('svg text.name').length,
    rows: section.querySelectorAll('tbody tr').length,
    bars: [...section.querySelectorAll('svg g')].map((bar) => {
      const rect = bar.querySelector('rect')?.getBoundingClientRect() ?? new DOMRect();
      const label = bar.querySelector('text')?.getBoundingClientRect() ?? new DOMRect();
      const holds =
        label.left >= rect.left &&
        label.right <= rect.right &&
        label.top >= rect.top &&
        label.bottom <= rect.bottom;
      return { from: rect.left, to: rect.right, holds };
    }),
  }));
}
