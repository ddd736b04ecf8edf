import type { Configuration } from '../config/index.js';
import { type Diagnostic, errorAt } from '../config/text/diagnostic.js';
import type { Location } from '../config/text/source-file.js';
import type { Suite } from '../conformance/index.js';
import { type SuiteSelection, selectSuiteCases } from './select-suite-cases.js';
import { UsageError } from './usage-error.js';

type Configured = NonNullable<Configuration['settings']['conformance']>;

/** What of the language chooses cases, by the name that a selection has for it. */
const choices = { feature: 'features', operation: 'operations', case: 'cases', tag: 'tags' } as const;

/** What a configuration chooses of a suite and the suite does not have: an error for each, where it is written. */
export function checkConfigured(configured: Configured, suite: Suite): readonly Diagnostic[] {
  return Object.entries(choices).flatMap(([key, name]) =>
    (configured[key as keyof typeof choices] ?? []).flatMap((value) =>
      check({ [name]: [value] }, suite, placeOf(value, configured.places.get(key))),
    ),
  );
}

function check(selection: SuiteSelection, suite: Suite, at: Location | undefined): readonly Diagnostic[] {
  try {
    selectSuiteCases(selection, suite);
    return [];
  } catch (error) {
    if (error instanceof UsageError) {
      return [errorAt(at, 'unknown-choice', error.message, error.hint)];
    }
    throw error;
  }
}

/** Where a word stands in the list that is there; the whole of it where it is written in another way. */
function placeOf(word: string, list: Location | undefined): Location | undefined {
  if (list === undefined) {
    return undefined;
  }
  const found = list.file.text.slice(list.start, list.end).indexOf(word);
  const start = list.start + found;
  return found < 0 ? list : { ...list, start, end: start + word.length };
}
