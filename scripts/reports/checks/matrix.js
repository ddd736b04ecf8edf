import { settle, withPage } from '../lib/open-page.js';
import { sameIds } from '../lib/same-ids.js';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('../../../dist/comparison/compare.js').Comparison} Comparison */
/** @typedef {Comparison['rows'][number]} Row */

const working = new Set(['pass', 'tolerated']);
const idle = new Set(['skipped', 'absent']);

/**
 * The page of a comparison: every word of its search, its buttons and its addresses, against the same comparison as data.
 * @param {import('playwright-core').Browser} browser
 * @param {string} file
 * @param {Comparison} comparison
 * @param {import('../../deploy/tally.js').Tally} tally
 */
export async function checkMatrix(browser, file, comparison, tally) {
  const { rows, columns } = comparison;
  const searches = searchesOf(comparison);
  await withPage(browser, file, async (page) => {
    tally.count(`matrix: ${rows.length} rows`, sameIds(await shownIn(page), rows));
    for (const [query, fits] of searches) {
      const wanted = rows.filter(fits);
      await page.locator('input[type=search]').fill(query);
      tally.count(
        `matrix, ${query}: ${wanted.length} of ${rows.length}`,
        sameIds(await shownIn(page), wanted),
      );
      tally.count(`matrix, ${query}: in the address`, (await hashOf(page)).get('q') === query);
      tally.count(`matrix, ${query}: no empty area or operation`, (await page.evaluate(countEmpty)) === 0);
    }
    for (const button of await page.locator('button[data-q]').all()) {
      await button.click();
      const label = await button.innerText();
      const isPressed = (await button.getAttribute('aria-pressed')) === 'true';
      const number = Number(/\d+$/.exec(label)?.[0]);
      tally.count(`matrix, button "${label}"`, isPressed && (await shownIn(page)).length === number);
    }
  });
  for (const [query, fits] of searches.slice(0, 6)) {
    const hash = `#${new URLSearchParams({ q: query })}`;
    const seen = await withPage(browser, file, shownIn, { hash });
    tally.count(`matrix, opened at ${hash}`, sameIds(seen, rows.filter(fits)));
  }
  await checkDrillDown(browser, file, comparison, tally);
  tally.count(`matrix: a column for each of ${columns.length}`, columns.length > 1);
}

/**
 * A case opens to its title, what AWS documents, and what each server said; an address leads to it.
 * @param {import('playwright-core').Browser} browser
 * @param {string} file
 * @param {Comparison} comparison
 * @param {import('../../deploy/tally.js').Tally} tally
 */
async function checkDrillDown(browser, file, { rows, columns }, tally) {
  const failing = rows.filter(({ cells }) => cells.some(({ reason }) => reason !== null)).at(-1);
  if (failing === undefined) {
    tally.count('matrix: a case fails somewhere', false);
    return;
  }
  await withPage(
    browser,
    file,
    async (page) => {
      const row = page.locator(`[id="${failing.id}"]`);
      tally.count('matrix: the address of a case leads to it', await isInView(page, failing.id));
      await row.locator('summary').click();
      const text = await row.locator('details').innerText();
      const said = failing.cells.flatMap(({ reason }, index) =>
        reason === null ? [] : [columns[index]?.label ?? '', reason],
      );
      tally.count(
        `matrix, ${failing.id} opened: ${said.length / 2} reasons`,
        said.every((part) => text.includes(part)),
      );
      const link = row.locator('a');
      tally.count(
        'matrix: it links to what AWS documents',
        (await link.getAttribute('href')) === failing.reference,
      );
    },
    { hash: `#${failing.id}` },
  );
}

/**
 * Searches, each with the rows that fit.
 * @param {Comparison} comparison
 * @returns {readonly (readonly [string, (row: Row) => boolean])[]}
 */
function searchesOf({ rows, columns }) {
  const outcomes = [...new Set(rows.flatMap(({ cells }) => cells.map(({ outcome }) => outcome)))];
  const ofColumns = columns.flatMap(({ label }, index) => {
    const at = (/** @type {Row} */ row) => row.cells[index]?.outcome ?? 'absent';
    return [
      ...outcomes.map(
        (outcome) =>
          /** @type {const} */ ([`${label}:${outcome}`, (/** @type {Row} */ row) => at(row) === outcome]),
      ),
      /** @type {const} */ ([`${label}:works`, (/** @type {Row} */ row) => working.has(at(row))]),
      /** @type {const} */ ([
        `${label}:broken`,
        (/** @type {Row} */ row) => !working.has(at(row)) && !idle.has(at(row)),
      ]),
      /** @type {const} */ ([`alone:${label}`, (/** @type {Row} */ row) => row.fails_only_in === index]),
    ];
  });
  const [first] = rows;
  const operation = first?.operations[0] ?? '';
  const isTolerated = (/** @type {Row} */ { cells }) => cells.some(({ outcome }) => outcome === 'tolerated');
  const [label = ''] = columns.map((column) => column.label).slice(1);
  const isOff = (/** @type {Row} */ { cells }) =>
    !working.has(cells[1]?.outcome ?? '') && !idle.has(cells[1]?.outcome ?? '');
  return [
    ['is:different', ({ is_different }) => is_different],
    ['is:alone', ({ fails_only_in }) => fails_only_in !== null],
    ['exact:no', isTolerated],
    ['exact:yes', (row) => !isTolerated(row)],
    [`op:${operation}`, ({ operations }) => operations.includes(operation)],
    [
      `${label}:broken op:PutObject -tagging`,
      (row) => isOff(row) && row.operations.includes('PutObject') && !textOf(row).includes('tagging'),
    ],
    [`feature:${first?.feature}`, ({ feature }) => feature === (first?.feature ?? null)],
    [`level:${first?.level}`, ({ level }) => level === (first?.level ?? null)],
    ['area:tagging', ({ id }) => id.startsWith('tagging/')],
    ['-area:tagging', ({ id }) => !id.startsWith('tagging/')],
    ['header', (row) => textOf(row).includes('header')],
    ['is:nothing', () => false],
    ['no-such-word-anywhere', () => false],
    ...ofColumns,
  ];

  /** @param {Row} row */
  function textOf({ id, title, reference, cells }) {
    const linked = reference === null ? '' : 'what AWS documents';
    const said = cells.flatMap(({ reason }, index) =>
      reason === null ? [] : [columns[index]?.label, reason],
    );
    return [id, title, linked, ...said].join('').toLowerCase();
  }
}

/** @param {Page} page */
async function shownIn(page) {
  await settle(page);
  return page.evaluate(() =>
    [...document.querySelectorAll('tr[data-o]')].filter((one) => one.checkVisibility()).map(({ id }) => id),
  );
}

/** @param {Page} page */
async function hashOf(page) {
  return new URLSearchParams(await page.evaluate(() => location.hash.slice(1)));
}

/**
 * @param {Page} page
 * @param {string} id
 */
function isInView(page, id) {
  return page.evaluate((name) => {
    const { top = -1, bottom = -1 } = document.getElementById(name)?.getBoundingClientRect() ?? {};
    const covered = document.querySelector('.controls')?.getBoundingClientRect().bottom ?? 0;
    return top >= covered - 1 && bottom <= innerHeight;
  }, id);
}

/** Areas and operations that are shown without a case; runs in the page. */
function countEmpty() {
  const areas = [...document.querySelectorAll('section.group')].filter((one) => one.checkVisibility());
  const heads = [...document.querySelectorAll('tr.operation')].filter((one) => one.checkVisibility());
  const next = (/** @type {Element} */ head) => {
    let row = head.nextElementSibling;
    while (row instanceof HTMLElement && row.dataset.o !== undefined && !row.checkVisibility()) {
      row = row.nextElementSibling;
    }
    return row;
  };
  const isCase = (/** @type {Element | null} */ row) =>
    row instanceof HTMLElement && row.dataset.o !== undefined;
  return (
    areas.filter((one) => ![...one.querySelectorAll('tr[data-o]')].some((row) => row.checkVisibility()))
      .length + heads.filter((head) => !isCase(next(head))).length
  );
}
