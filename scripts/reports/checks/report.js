import { settle, withPage } from '../lib/open-page.js';
import { sameIds } from '../lib/same-ids.js';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Browser} Browser */
/** @typedef {import('../../../dist/results/types.js').Results} Results */
/** @typedef {Results['cases'][number]} CaseResult */
/** @typedef {import('../../deploy/tally.js').Tally} Tally */

/** How a verdict counts as a status. */
const statuses = /** @type {Readonly<Record<string, string>>} */ ({
  unsupported: 'fail',
  blocked: 'skipped',
});

/**
 * The report of a run: every filter, the search, the causes, its addresses and its copies, against the same results as data.
 * @param {Browser} browser
 * @param {string} file
 * @param {Results} results
 * @param {Tally} tally
 */
export async function checkReport(browser, file, { cases }, tally) {
  await withPage(browser, file, async (page) => {
    tally.count(`report: ${cases.length} cases`, (await shownIn(page)).length === cases.length);
    await checkButtons(page, cases, tally);
    await checkChoices(page, cases, tally);
    await checkSearch(page, cases, tally);
    await checkCauses(page, tally);
  });
  await checkAddresses(browser, file, cases, tally);
  await checkCopy(browser, file, tally);
  await checkWithoutScript(browser, file, cases, tally);
}

/**
 * @param {Page} page
 * @param {readonly CaseResult[]} cases
 * @param {Tally} tally
 */
async function checkButtons(page, cases, tally) {
  for (const button of await page.locator('button[data-filter]').all()) {
    const [name, value] = [
      await button.getAttribute('data-filter'),
      (await button.getAttribute('data-value')) ?? '',
    ];
    const is = (/** @type {CaseResult} */ { verdict }) =>
      value === '' || (name === 'verdict' ? verdict : (statuses[verdict] ?? verdict)) === value;
    await button.click();
    const label = await button.innerText();
    const wanted = cases.filter(is);
    tally.count(
      `report, button "${label}": what it counts is shown`,
      sameIds(await shownIn(page), wanted) && label.endsWith(` ${wanted.length}`),
    );
    tally.count(
      `report, button "${label}": is pressed`,
      (await button.getAttribute('aria-pressed')) === 'true',
    );
  }
  await page.locator('button[data-filter][data-value=""]').click();
}

/**
 * @param {Page} page
 * @param {readonly CaseResult[]} cases
 * @param {Tally} tally
 */
async function checkChoices(page, cases, tally) {
  /** @type {Readonly<Record<string, (one: CaseResult) => readonly (string | null | undefined)[]>>} */
  const valuesOf = {
    kind: ({ kind }) => [kind],
    feature: ({ feature }) => [feature],
    level: ({ level }) => [level],
    operation: ({ operations = [] }) => operations,
  };
  for (const [name, of] of Object.entries(valuesOf)) {
    const choice = page.locator(`select[data-filter=${name}]`);
    const offered = await choice
      .locator('option')
      .evaluateAll((all) => all.map((one) => one.getAttribute('value') ?? ''));
    const held = new Set(cases.flatMap(of).filter((value) => typeof value === 'string'));
    tally.count(`report, ${name}: all ${held.size} can be chosen`, offered.length === held.size + 1);
    for (const value of offered) {
      await choice.selectOption(value);
      const wanted = cases.filter((one) => value === '' || of(one).includes(value));
      tally.count(
        `report, ${name} ${value || 'any'}: ${wanted.length}`,
        sameIds(await shownIn(page), wanted),
      );
    }
    await choice.selectOption('');
  }
}

/**
 * @param {Page} page
 * @param {readonly CaseResult[]} cases
 * @param {Tally} tally
 */
async function checkSearch(page, cases, tally) {
  const search = page.locator('input[type=search]');
  const [one] = cases;
  await search.fill(`${one?.id} ${one?.id.split('/').at(-1)}`.toUpperCase());
  tally.count(
    'report, search: finds a case by its id, in any letters',
    (await shownIn(page)).includes(one?.id ?? ''),
  );
  await search.fill('no-such-word-anywhere');
  tally.count('report, search: nothing has a word that is nowhere', (await shownIn(page)).length === 0);
  tally.count(
    'report, search: no empty group stays',
    (await page.locator('.group[data-name]:visible').count()) === 0,
  );
  await search.fill('PutObject');
  await page.locator('select[data-filter=feature]').selectOption({ index: 1 });
  await page.locator('button[data-value=fail]').click();
  const hash = new URLSearchParams((await page.evaluate(() => location.hash)).slice(1));
  tally.count(
    'report: the address has each filter',
    ['text', 'feature', 'status'].every((name) => hash.has(name)),
  );
  await page.locator('button[data-clear]').click();
  tally.count('report: one button takes all filters away', (await shownIn(page)).length === cases.length);
}

/**
 * @param {Page} page
 * @param {Tally} tally
 */
async function checkCauses(page, tally) {
  for (const row of await page.locator('.causes > ol > li').all()) {
    const text = await row.locator('a.what').innerText();
    const number = Number.parseInt(await row.locator('.number').innerText(), 10);
    await row.locator('a.what').click();
    tally.count(`report, cause "${text}": ${number} shown`, (await shownIn(page)).length === number);
    await row.locator('summary').first().click();
    const link = row.locator('ul a').first();
    const name = decodeURIComponent(((await link.getAttribute('href')) ?? '').slice(1));
    await link.click();
    await settle(page);
    tally.count(
      `report, cause "${text}": a link opens ${name}`,
      (await page.locator(`[id="${name}"]`).getAttribute('open')) !== null,
    );
  }
  await page.locator('button[data-filter][data-value=""]').click();
}

/**
 * @param {Browser} browser
 * @param {string} file
 * @param {readonly CaseResult[]} cases
 * @param {Tally} tally
 */
async function checkAddresses(browser, file, cases, tally) {
  const last = cases.findLast(({ verdict }) => verdict === 'pass');
  const name = `case=${last?.id}`;
  await withPage(
    browser,
    file,
    async (page) => {
      await page.waitForTimeout(500);
      const seen = await page.evaluate((id) => {
        const item = document.getElementById(id);
        const { top = -1 } = item?.getBoundingClientRect() ?? {};
        return {
          isOpen: item?.hasAttribute('open'),
          isSeen: top >= 0 && top < innerHeight,
          isFocused: document.activeElement?.parentElement === item,
        };
      }, name);
      tally.count(
        `report, opened at #${name}: in view, open, with the focus`,
        seen.isOpen === true && seen.isSeen && seen.isFocused,
      );
    },
    { hash: `#case=${encodeURIComponent(last?.id ?? '')}` },
  );
  const feature = cases.find(({ verdict }) => verdict === 'fail')?.feature ?? '';
  const seen = await withPage(browser, file, shownIn, { hash: `#feature=${feature}&status=fail` });
  const wanted = cases.filter(
    (one) => one.feature === feature && (statuses[one.verdict] ?? one.verdict) === 'fail',
  );
  tally.count(`report, opened at #feature=${feature}&status=fail: ${wanted.length}`, sameIds(seen, wanted));
}

/**
 * @param {Browser} browser
 * @param {string} file
 * @param {Tally} tally
 */
async function checkCopy(browser, file, tally) {
  await withPage(
    browser,
    file,
    async (page) => {
      await page.locator('.causes li summary').first().click();
      await page.locator('.causes li ul a').first().click();
      const button = page.locator('main .item[open] button[data-copy]:visible').first();
      await button.click();
      await button.filter({ hasText: 'Copied' }).waitFor();
      const [copied, shown] = await button.evaluate(async (one) => [
        await navigator.clipboard.readText(),
        one.previousElementSibling?.textContent,
      ]);
      tally.count(
        `report: what is copied is what is shown, ${shown?.slice(0, 40)}…`,
        copied === shown && shown !== '',
      );
    },
    { permissions: ['clipboard-read', 'clipboard-write'] },
  );
}

/**
 * @param {Browser} browser
 * @param {string} file
 * @param {readonly CaseResult[]} cases
 * @param {Tally} tally
 */
async function checkWithoutScript(browser, file, cases, tally) {
  const context = { javaScriptEnabled: false };
  await withPage(
    browser,
    file,
    async (page) => {
      const items = await page.locator('main .group[data-name] > .item').count();
      tally.count(
        'report, without its script: every case, and no controls',
        items === cases.length && !(await page.locator('.controls').isVisible()),
      );
    },
    context,
  );
}

/** @param {Page} page */
async function shownIn(page) {
  await settle(page);
  return page.evaluate(() =>
    [...document.querySelectorAll('.group[data-name] > .item')]
      .filter((one) => one.checkVisibility())
      .map(({ id }) => id.replace('case=', '')),
  );
}
