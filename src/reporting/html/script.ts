/**
 * What a page does by itself: it filters, keeps the filter in its address, leads to a case, copies commands.
 * Plain text, since it runs in a browser and nothing of it is called from here.
 */
export const script = `
'use strict';
const items = [...document.querySelectorAll('.group[data-name] > .item')];
const groups = [...document.querySelectorAll('.group[data-name]')];
const buttons = [...document.querySelectorAll('button[data-filter]')];
const choices = [...document.querySelectorAll('select[data-filter]')];
const search = document.querySelector('input[type=search]');
const clear = document.querySelector('button[data-clear]');
const shown = document.querySelector('[role=status]');
const names = ['status', 'verdict', 'kind', 'feature', 'level', 'baseline', 'operation', 'cause'];
const texts = new WeakMap();
const textOf = (item) => {
  if (!texts.has(item)) texts.set(item, (item.closest('.group').dataset.name + ' ' + item.textContent).toLowerCase());
  return texts.get(item);
};

function readAddress() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  return Object.fromEntries([...names, 'text', 'case'].map((name) => [name, wanted.get(name) ?? '']));
}

function apply(filter) {
  const words = filter.text.toLowerCase().split(/\\s+/).filter((word) => word !== '');
  const asked = names.filter((name) => filter[name] !== '');
  const named = filter.case === '' ? null : document.getElementById('case=' + filter.case);
  let count = 0;
  for (const item of items) {
    const isShown = asked.every((name) => (item.dataset[name] ?? '').split(' ').includes(filter[name])) && words.every((word) => textOf(item).includes(word));
    item.hidden = !isShown && item !== named;
    if (!item.hidden) count += 1;
  }
  for (const group of groups) group.hidden = group.querySelector(':scope > .item:not([hidden])') === null && group.querySelector(':scope > .item') !== null;
  for (const button of buttons) {
    const { filter: name, value } = button.dataset;
    button.setAttribute('aria-pressed', String(value === '' ? filter.status === '' && filter.verdict === '' : filter[name] === value));
  }
  for (const choice of choices) choice.value = filter[choice.dataset.filter];
  if (search.value !== filter.text) search.value = filter.text;
  clear.hidden = asked.length === 0 && words.length === 0;
  clear.textContent = filter.cause === '' ? 'no filter' : 'one cause: show all';
  shown.textContent = count === items.length ? count + ' shown' : count + ' of ' + items.length + ' shown';
  return named;
}

function change(filter) {
  const next = { ...readAddress(), case: '', ...filter };
  const kept = Object.entries(next).filter(([, value]) => value !== '');
  history.replaceState(null, '', '#' + new URLSearchParams(kept));
  apply(next);
}

// What is above is laid out only when it comes near, and then has another height than was reckoned with; and a browser that
// comes to the end of the page takes the focus away, to where the address leads by its own rules.
function showAt(item, frames) {
  item.scrollIntoView();
  item.querySelector('summary').focus({ preventScroll: true });
  if (frames > 0) requestAnimationFrame(() => showAt(item, frames - 1));
}

function follow() {
  const filter = readAddress();
  const named = apply(filter);
  if (named) {
    named.open = true;
    showAt(named, 10);
  } else if (location.hash !== '' && clear.hidden === false) {
    document.querySelector('.controls').scrollIntoView();
  }
}

for (const button of buttons) button.addEventListener('click', () => change({ status: '', verdict: '', [button.dataset.filter]: button.dataset.value }));
for (const choice of choices) choice.addEventListener('change', () => change({ [choice.dataset.filter]: choice.value }));
clear.addEventListener('click', () => change(Object.fromEntries([...names, 'text'].map((name) => [name, '']))));
search.addEventListener('input', () => change({ text: search.value }));
addEventListener('hashchange', follow);
addEventListener('load', () => { if (readAddress().case !== '') follow(); });
document.addEventListener('click', async ({ target }) => {
  const button = target.closest?.('button[data-copy]');
  if (!button) return;
  await navigator.clipboard.writeText(button.previousElementSibling.textContent);
  button.textContent = 'Copied';
});
addEventListener('beforeprint', () => document.querySelectorAll('details').forEach((one) => { one.open = true; }));
document.documentElement.classList.remove('no-script');
follow();
`;
