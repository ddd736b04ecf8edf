import { listOf, number, object, text, texts } from './fields.js';

const causePart = object('CausePart', 'Failures of one operation, expectation and answer.', {
  text: text('The operation, what was expected, and what came.'),
  tests: texts('Each of them: the id of a case, or the group and the place of a step that is in none.'),
});

/** What several failures have in common. */
export const cause = object('Cause', 'What several failures have in common.', {
  text: text('What was expected, and what came; with the operation where it is one.'),
  total: number('How many tests went wrong for it.'),
  parts: listOf('The same for each operation, expectation and answer, the commonest first.', causePart),
});
