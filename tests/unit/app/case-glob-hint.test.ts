import { expect, test } from 'vitest';
import { caseGlobHint } from '../../../src/app/case-glob-hint.js';

const ids = ['Sizes/body', 'Sizes/name'];

test.each<readonly [glob: string, hint: string | undefined]>([
  ['bod*', '"*" stops at a slash: did you mean "**/bod*"?'],
  ['body', '"*" stops at a slash: did you mean "**/body"?'],
  ['*65537*', '"*" stops at a slash, "**" does not; a row of a case stands in brackets: "**[*ROW*]"'],
  ['Sizes/bdy', undefined],
  ['**[65537]', undefined],
])('%s', (glob, hint) => {
  expect(caseGlobHint(glob, ids)).toBe(hint);
});
