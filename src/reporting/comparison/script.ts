/**
 * What the page of a matrix does by itself: it reads a search such as `minio:fail is:different op:PutObject exact:no -lock`,
 * shows the rows that fit all of its words, and keeps it in the address. Plain text, since it runs in a browser.
 */
export const matrixScript = `
'use strict';
const rows = [...document.querySelectorAll('tr[data-o]')];
const columns = [...document.querySelectorAll('[data-column]')].map((one) => one.dataset.column.toLowerCase());
const search = document.querySelector('input[type=search]');
const shown = document.querySelector('[role=status]');
const buttons = [...document.querySelectorAll('button[data-q]')];
const working = new Set(['pass', 'tolerated']);
const idle = new Set(['skipped', 'absent']);
const texts = new Map();
const textOf = (row) => {
  if (!texts.has(row)) texts.set(row, row.querySelector('th').textContent.toLowerCase());
  return texts.get(row);
};
const has = (list, wanted) => (list ?? '').toLowerCase().split(' ').includes(wanted);
const fits = (outcome, wanted) =>
  wanted === 'works' ? working.has(outcome) : wanted === 'broken' ? !working.has(outcome) && !idle.has(outcome) : outcome === wanted;

const fields = {
  op: (row, wanted) => has(row.dataset.ops, wanted),
  feature: (row, wanted) => has(row.dataset.feature, wanted),
  level: (row, wanted) => has(row.dataset.level, wanted),
  area: (row, wanted) => row.id.toLowerCase().startsWith(wanted + '/'),
  is: (row, wanted) => wanted === 'different' ? row.dataset.d === '1' : wanted === 'alone' ? row.dataset.alone !== undefined : false,
  alone: (row, wanted) => columns[row.dataset.alone]?.startsWith(wanted) ?? false,
  exact: (row, wanted) => row.dataset.o.split(' ').includes('tolerated') === (wanted === 'no'),
};

function testOf(word) {
  if (word.startsWith('-') && word.length > 1) {
    const inner = testOf(word.slice(1));
    return (row) => !inner(row);
  }
  const colon = word.indexOf(':');
  const [name, wanted] = [word.slice(0, colon), word.slice(colon + 1)];
  if (colon > 0 && Object.hasOwn(fields, name)) return (row) => fields[name](row, wanted);
  const column = colon > 0 ? columns.findIndex((one) => one.startsWith(name)) : -1;
  if (column >= 0) return (row) => fits(row.dataset.o.split(' ')[column], wanted);
  return (row) => textOf(row).includes(word);
}

function apply(text) {
  const tests = text.toLowerCase().split(/\\s+/).filter((word) => word !== '').map(testOf);
  let count = 0;
  for (const row of rows) {
    row.hidden = !tests.every((test) => test(row));
    if (!row.hidden) count += 1;
  }
  for (const head of document.querySelectorAll('tr.operation')) {
    let isEmpty = true;
    for (let row = head.nextElementSibling; row && row.dataset.o !== undefined; row = row.nextElementSibling) if (!row.hidden) isEmpty = false;
    head.hidden = isEmpty;
  }
  for (const group of document.querySelectorAll('section.group')) group.hidden = group.querySelector('tr[data-o]:not([hidden])') === null;
  for (const button of buttons) button.setAttribute('aria-pressed', String(button.dataset.q === text.trim()));
  if (search.value !== text) search.value = text;
  shown.textContent = count + ' of ' + rows.length + ' cases';
}

const readAddress = () => new URLSearchParams(location.hash.slice(1)).get('q') ?? '';
function change(text) {
  history.replaceState(null, '', text === '' ? location.pathname + location.search : '#' + new URLSearchParams({ q: text }));
  apply(text);
}
for (const button of buttons) button.addEventListener('click', () => change(button.dataset.q));
search.addEventListener('input', () => change(search.value));
addEventListener('hashchange', () => apply(readAddress()));
document.documentElement.classList.remove('no-script');
apply(readAddress());
`;
