import { baseId } from './suite-case.js';

/** What stands in the place of the id of a case that is not named. */
const nameless = 'a case that is withheld';

/** The same text without the ids of some cases. */
export type Hide = <T extends string | null | undefined>(text: T) => T;

/** Makes what takes these ids out of texts, those of rows and of the cases that have them alike. */
export function hiderOf(ids: ReadonlySet<string>): Hide {
  const longestFirst = [...new Set([...ids, ...[...ids].map(baseId)])].sort((a, b) => b.length - a.length);
  return (text) =>
    (typeof text === 'string'
      ? longestFirst.reduce<string>((rest, id) => rest.replaceAll(id, nameless), text)
      : text) as typeof text;
}
