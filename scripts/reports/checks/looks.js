import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { withPage } from '../lib/open-page.js';

const widths = [1400, 800, 400];
const schemes = /** @type {const} */ (['light', 'dark']);
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** @typedef {import('../../deploy/tally.js').Tally} Tally */

/**
 * A page at three widths, light and dark: nothing has to be scrolled to the side, and axe-core finds nothing serious.
 * @param {import('playwright-core').Browser} browser
 * @param {{ readonly name: string, readonly file: string }} what
 * @param {Tally} tally
 */
export async function checkLooks(browser, { name, file }, tally) {
  for (const width of widths) {
    for (const colorScheme of schemes) {
      const how = { viewport: { width, height: 900 }, colorScheme };
      await withPage(
        browser,
        file,
        (page) => look(page, `${name}, ${width} pixels, ${colorScheme}`, tally),
        how,
      );
    }
  }
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} what
 * @param {Tally} tally
 */
async function look(page, what, tally) {
  const beyond = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  tally.count(`${what}: ${beyond} pixels beyond the right edge`, beyond <= 0);
  const broken = await page.evaluate(findBrokenWords);
  tally.count(
    `${what}: no head of a column is broken within a word${broken.map((text) => `, ${text}`)}`,
    broken.length === 0,
  );
  const found = await findSerious(page);
  tally.count(
    `${what}: axe-core finds nothing serious${found.map((line) => `\n    ${line}`).join('')}`,
    found.length === 0,
  );
}

/**
 * What axe-core calls serious or critical: the rule, how often, and where first.
 * @param {import('playwright-core').Page} page
 */
async function findSerious(page) {
  await page.evaluate(axe);
  /** @type {import('axe-core').AxeResults} */
  const { violations } = await page.evaluate('axe.run(document, { resultTypes: ["violations"] })');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}, ${nodes.length} times: ${nodes[0]?.html.slice(0, 200)} ${nodes[0]?.failureSummary}`,
    );
}

/** The heads of columns whose longest word is wider than they are; runs in the page. */
function findBrokenWords() {
  return [...document.querySelectorAll('thead th')].flatMap((head) => {
    if (!(head instanceof HTMLElement) || head.offsetParent === null) {
      return [];
    }
    const { width } = head.getBoundingClientRect();
    const style = getComputedStyle(head);
    const ruler = document.createElement('span');
    ruler.style.cssText = `position:absolute;white-space:nowrap;font:${style.font}`;
    document.body.append(ruler);
    const isVertical = style.writingMode !== 'horizontal-tb';
    const isBroken = head.innerText.split(/[\s-]+/).some((word) => {
      ruler.textContent = word;
      return !isVertical && ruler.getBoundingClientRect().width > width + 1;
    });
    ruler.remove();
    return isBroken ? [head.innerText] : [];
  });
}
