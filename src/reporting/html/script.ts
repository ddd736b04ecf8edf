/**
 * What a page does by itself: it filters by status and by words, keeps the filter in its address, copies commands.
 * Plain text, since it runs in a browser and nothing of it is called from here.
 */
export const script = `
'use strict';
const items = [...document.querySelectorAll('.group[data-name] > .item')];
const groups = [...document.querySelectorAll('.group[data-name]')];
const buttons = [...document.querySelectorAll('button[data-status]')];
const search = document.querySelector('input[type=search]');
const shown = document.querySelector('[role=status]');
const texts = new WeakMap();
const textOf = (item) => {
  if (!texts.has(item)) texts.set(item, (item.closest('.group').dataset.name + ' ' + item.textContent).toLowerCase());
  return texts.get(item);
};

function readAddress() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  return { status: wanted.get('status') ?? '', text: wanted.get('text') ?? '' };
}

function apply({ status, text }) {
  const words = text.toLowerCase().split(/\\s+/).filter((word) => word !== '');
  let count = 0;
  for (const item of items) {
    const isShown = (status === '' || item.dataset.status === status) && words.every((word) => textOf(item).includes(word));
    item.hidden = !isShown;
    if (isShown) count += 1;
  }
  for (const group of groups) group.hidden = group.querySelector(':scope > .item:not([hidden])') === null;
  for (const button of buttons) button.setAttribute('aria-pressed', String(button.dataset.status === status));
  if (search.value !== text) search.value = text;
  shown.textContent = count === items.length ? count + ' shown' : count + ' of ' + items.length + ' shown';
}

function change(filter) {
  const next = { ...readAddress(), ...filter };
  const kept = Object.entries(next).filter(([, value]) => value !== '');
  history.replaceState(null, '', '#' + new URLSearchParams(kept));
  apply(next);
}

for (const button of buttons) button.addEventListener('click', () => change({ status: button.dataset.status }));
search.addEventListener('input', () => change({ text: search.value }));
addEventListener('hashchange', () => apply(readAddress()));
document.addEventListener('click', async ({ target }) => {
  const button = target.closest?.('button[data-copy]');
  if (!button) return;
  await navigator.clipboard.writeText(button.previousElementSibling.textContent);
  button.textContent = 'Copied';
});
addEventListener('beforeprint', () => document.querySelectorAll('details').forEach((one) => { one.open = true; }));
document.documentElement.classList.remove('no-script');
apply(readAddress());
`;
