import type { Configuration, Diagnostic } from '../config/index.js';
import { impossibleKey, impossibleKeyHint, isAccessKey } from '../lib/access-key.js';
import { defined } from '../lib/defined.js';
import type { GivenCredential } from '../runner/credentials.js';

/**
 * The keys of a configuration's credentials that nothing can be signed with, and that nothing else replaces: empty
 * ones, and access keys with a blank. What only variables leave empty is an error where the run must be possible,
 * which is `strict`.
 */
export function unusableKeys(
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
      const value = final[key];
      const at = places.get(key) ?? where;
      const isVariable = at.file.text.slice(at.start, at.end).includes('${');
      if (value === '') {
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
      }
      if (key === 'secret_key' || value === undefined || isAccessKey(value)) {
        return [];
      }
      return [
        {
          code: 'impossible-key',
          severity: 'error',
          message: `the access_key of the credential "${name}" ${impossibleKey}`,
          at,
          hint: isVariable ? 'look at the variable that it comes from' : impossibleKeyHint,
        },
      ];
    });
  });
}
