import { lists } from './lists.js';
import { logic } from './logic.js';
import type { Matcher } from './matcher.js';
import { order } from './order.js';
import { presence } from './presence.js';
import { text } from './text.js';

/** Every matcher of the scenario language by its `$`-key. */
export const matchers: ReadonlyMap<string, Matcher> = new Map(
  Object.entries({ ...presence, ...text, ...order, ...lists, ...logic }),
);
