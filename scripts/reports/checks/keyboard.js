import { withPage } from '../lib/open-page.js';

const mostTabs = 60;

/**
 * A page by keyboard alone: the Tab key goes to every control in the order of the page, what has the focus is outlined, and
 * Enter opens the first case.
 * @param {import('playwright-core').Browser} browser
 * @param {{ readonly name: string, readonly file: string }} what
 * @param {import('../../deploy/tally.js').Tally} tally
 */
export async function checkKeyboard(browser, { name, file }, tally) {
  await withPage(browser, file, async (page) => {
    const expected = await page.evaluate(listFocusable);
    const reached = [];
    for (const _ of expected.slice(0, mostTabs)) {
      await page.keyboard.press('Tab');
      reached.push(await page.evaluate(describeFocus));
    }
    const names = reached.map(({ index }) => index);
    tally.count(
      `${name}, by keyboard: ${reached.length} stops in the order of the page`,
      reached.length > 0 && names.every((index, at) => index === at),
    );
    const bare = reached.filter(({ outline }) => outline === 'none');
    tally.count(`${name}, by keyboard: each stop is outlined`, bare.length === 0);
    const closed = page.locator('main details:not([open]) > summary:visible').first();
    if ((await closed.count()) > 0) {
      await closed.focus();
      const isOpen = () => page.evaluate(() => document.activeElement?.parentElement?.hasAttribute('open'));
      await page.keyboard.press('Enter');
      const opened = await isOpen();
      await page.keyboard.press('Space');
      tally.count(
        `${name}, by keyboard: Enter opens a case, and Space closes it`,
        opened === true && (await isOpen()) === false,
      );
    }
  });
}

/* The rest runs in the page. */

function listFocusable() {
  const all = [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')];
  return all.filter((one) => one.checkVisibility()).map((one) => one.tagName);
}

function describeFocus() {
  const all = [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')];
  const seen = all.filter((one) => one.checkVisibility());
  const { activeElement } = document;
  const outline = activeElement === null ? 'none' : getComputedStyle(activeElement).outlineStyle;
  return { index: activeElement === null ? -1 : seen.indexOf(activeElement), outline };
}
