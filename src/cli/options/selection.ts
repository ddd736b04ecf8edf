import { Option } from '@commander-js/extra-typings';
import { repeatable, whole } from './values.js';

/** `--case`, of the commands that run cases. */
export function caseOption() {
  return repeatable('--case <glob>', 'run only the cases whose id matches (repeatable)');
}

/** `--tag`, of the commands that run what has tags. */
export function tagOption() {
  return repeatable('--tag <tag>', 'run only what has this tag (repeatable)');
}

/** `--suite`, of the commands that are about the conformance suite. */
export function suiteOption() {
  return new Option('--suite <dir>', 'a suite other than the built-in one');
}

/** `--seed`, of the commands that run. */
export function seedOption() {
  return new Option('--seed <n>', 'fix all randomness').argParser(whole);
}
