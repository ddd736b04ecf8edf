import { withPage } from '../lib/open-page.js';

/**
 * A page on paper: without controls, dark on white also where the reader's system is dark, and with all details of a report.
 * @param {import('playwright-core').Browser} browser
 * @param {{ readonly name: string, readonly file: string }} what
 * @param {import('../../deploy/tally.js').Tally} tally
 */
export async function checkPaper(browser, { name, file }, tally) {
  await withPage(
    browser,
    file,
    async (page) => {
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      const { back, text, controls } = await page.evaluate(() => ({
        back: getComputedStyle(document.body).backgroundColor,
        text: getComputedStyle(document.body).color,
        controls: [...document.querySelectorAll('.controls')].filter(
          (one) => getComputedStyle(one).display !== 'none',
        ).length,
      }));
      tally.count(`${name}, on paper: white (${back})`, back === 'rgb(255, 255, 255)');
      tally.count(
        `${name}, on paper: dark text (${text})`,
        (text.match(/\d+/g) ?? []).every((part) => Number(part) < 100),
      );
      tally.count(`${name}, on paper: no controls`, controls === 0);
      const sheets = await page.pdf({ format: 'A4' });
      tally.count(
        `${name}, on paper: a PDF of ${Math.ceil(sheets.length / 1024)} KiB`,
        sheets.subarray(0, 5).toString() === '%PDF-',
      );
    },
    { colorScheme: 'dark' },
  );
}
