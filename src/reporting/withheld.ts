import type { Withheld } from '../results/conformance.js';
import { oneLine } from './printable.js';
import { describeNotPassed, describeShare } from './scores.js';
import { count } from './words.js';

/** What was withheld: a sentence, and a line for each area. */
export interface WithheldText {
  readonly summary: string;
  readonly areas: readonly string[];
}

/** What `--withhold` left out of results, in words; null where nothing was. */
export function describeWithheld({
  withheld,
}: {
  readonly withheld?: Withheld | undefined;
}): WithheldText | null {
  if (withheld === undefined) {
    return null;
  }
  const { tags, areas } = withheld;
  const word = tags.length === 1 ? 'the tag' : 'a tag of';
  return {
    summary: `${count(countWithheld(withheld), 'case')} with ${word} ${oneLine(tags.join(', '))} withheld: counted here by area, and nowhere else`,
    areas: areas.map((area) => {
      const rest = describeNotPassed(area).map(([, text]) => `, ${text}`);
      return `${oneLine(area.name)}: ${describeShare(area)} passed${rest.join('')}`;
    }),
  };
}

/** The same on one line; null where nothing was withheld. */
export function withheldLine(results: Parameters<typeof describeWithheld>[0]): string | null {
  const text = describeWithheld(results);
  return text && `${text.summary}; ${text.areas.join('; ')}`;
}

/** How many cases were withheld. */
export function countWithheld({ areas }: Withheld): number {
  return areas.reduce((sum, { applicable, skipped }) => sum + applicable + skipped, 0);
}
