import type { Configuration, Diagnostic } from '../config/index.js';
import { defined } from '../lib/defined.js';
import type { GivenCredential } from '../runner/credentials.js';

/**
 * The keys of a configuration's credentials that are empty and that nothing else replaces: nothing can be signed with
 * them. What only variables leave empty is an error where the run must be possible, which is `strict`.
 */
export function emptyKeys(
  { credentials: entries }: Pick<Configuration, 'credentials'>,
  credentials: readonly GivenCredential[],
  { strict }: { readonly strict: boolean },
): readonly Diagnostic[] {
  return entries.flatMap(({ name, places, where }) => {
    const final = credentials.find((one) => one.name === name);
    if (!final || final.anonymous || final.profile !== undefined) {
      return [];
    }
    return (['access_key', 'secret_key'] as const).flatMap((key): readonly Diagnostic[] => {
      if (final[key] !== '') {
        return [];
      }
      const at = places.get(key) ?? where;
      const isVariable = at.file.text.slice(at.start, at.end).includes('${');
      const hint = isVariable ? 'the variable that it comes from is empty' : undefined;
      return [
        {
          code: 'empty-key',
          severity: strict || !isVariable ? 'error' : 'warning',
          message: `the ${key} of the credential "${name}" is empty`,
          at,
          ...defined({ hint }),
        },
      ];
    });
  });
}
