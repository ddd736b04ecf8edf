import { object, text } from './fields.js';

/** Schema of a bucket that stays behind. */
export const leftBehind = object('LeftBehind', 'A bucket that the run made and could not remove.', {
  bucket: text('Its name.'),
  credential: text('The credential that made it.'),
  reason: text('Why it stays.'),
});
