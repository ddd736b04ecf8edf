// Looks at the pages that commands write, in a real browser: every filter, search and link, narrow and wide, light, dark, on
// paper, by keyboard, and with axe-core. Usage: node scripts/reports/check-pages.js [--keep FOLDER]
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeTally } from '../deploy/tally.js';
import { checkKeyboard } from './checks/keyboard.js';
import { checkLoad } from './checks/load.js';
import { checkLooks } from './checks/looks.js';
import { checkMatrix } from './checks/matrix.js';
import { checkPaper } from './checks/paper.js';
import { checkReport } from './checks/report.js';
import { checkTimeline } from './checks/timeline.js';
import { openBrowser } from './lib/browser.js';
import { makePages } from './lib/sample-pages.js';

const { values } = parseArgs({ options: { keep: { type: 'string' } } });
const folder = values.keep ?? (await mkdtemp(join(tmpdir(), 's3tester-pages-')));
await mkdir(folder, { recursive: true });
const tally = makeTally('pages');
try {
  const pages = await makePages(folder);
  const browser = await openBrowser();
  try {
    for (const [name, file] of Object.entries(pages.files)) {
      await checkLooks(browser, { name, file }, tally);
      await checkPaper(browser, { name, file }, tally);
      await checkKeyboard(browser, { name, file }, tally);
    }
    const results = JSON.parse(await readFile(pages.results, 'utf8'));
    const comparison = JSON.parse(await readFile(pages.comparison, 'utf8'));
    await checkReport(browser, pages.files.report, results, tally);
    await checkMatrix(browser, pages.files.matrix, comparison, tally);
    await checkLoad(browser, pages.files.load, tally);
    await checkTimeline(browser, pages.files.timeline, tally);
  } finally {
    await browser.close();
  }
} finally {
  if (values.keep === undefined) {
    await rm(folder, { recursive: true, force: true });
  }
}
tally.close();
