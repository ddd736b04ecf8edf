import { pathToFileURL } from 'node:url';

/** @typedef {import('playwright-core').Browser} Browser */
/** @typedef {import('playwright-core').Page} Page */
/** @typedef {NonNullable<Parameters<Browser['newContext']>[0]>} ContextOptions */

/**
 * Opens a file in a browser of its own, hands the page to `look`, and closes it. What the page writes as an error to its
 * console, or throws, is an error here.
 * @template T
 * @param {Browser} browser
 * @param {string} file
 * @param {(page: Page) => Promise<T>} look
 * @param {ContextOptions & { readonly hash?: string }} [options] `hash` with its `#`
 * @returns {Promise<T>}
 */
export async function withPage(browser, file, look, { hash = '', ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
  /** @type {string[]} */
  const errors = [];
  try {
    const page = await context.newPage();
    // Only for what would hang: a machine with much else to do is slow.
    page.setDefaultTimeout(180_000);
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') {
        errors.push(message.text());
      }
    });
    await page.goto(pathToFileURL(file).href + hash);
    const seen = await look(page);
    if (errors.length > 0) {
      throw new Error(`${file}${hash}: ${errors.join('; ')}`);
    }
    return seen;
  } finally {
    await context.close();
  }
}

/**
 * Waits until a page has done what a click on a link within it asks for: a browser tells it of the new address only after the
 * click is over.
 * @param {Page} page
 */
export async function settle(page) {
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(undefined), 20))),
  );
}
