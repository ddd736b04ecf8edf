const longest = 80;
const ownBucket = /s3tester-[0-9a-z]+-\d+-[0-9a-z]{6}/g;

/** A value of a mismatch in a sentence: as JSON, matchers in words, short. */
export function sayValue(value: unknown): string {
  const text = forAllRuns(sayWhole(value));
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

/** A text without the names that differ from run to run: a bucket of the run is `BUCKET`, many are one and more. */
export function forAllRuns(text: string): string {
  return text.replaceAll(ownBucket, 'BUCKET').replaceAll(/"BUCKET"(?:,"BUCKET")+/g, '"BUCKET",…');
}

function sayWhole(value: unknown): string {
  if (value === null || value === undefined) {
    return 'none';
  }
  if (typeof value !== 'object' || Array.isArray(value)) {
    return JSON.stringify(value);
  }
  const [[name, operand] = [], ...more] = Object.entries(value);
  const say = name === undefined || more.length > 0 ? undefined : matchers.get(name);
  return say ? say(operand) : JSON.stringify(value);
}

const matchers: ReadonlyMap<string, (operand: unknown) => string> = new Map([
  ['$exists', (operand) => (operand === true ? 'any' : 'none')],
  ['$matches', (operand) => `/${String(operand)}/`],
  ['$contains', (operand) => `one with ${sayWhole(operand)}`],
  ['$unordered', sayWhole],
  ['$exact', sayWhole],
  ['$not', (operand) => `anything but ${sayWhole(operand)}`],
  ['$one_of', (operand) => (Array.isArray(operand) ? operand : [operand]).map(sayWhole).join(' or ')],
  ['$gt', (operand) => `more than ${sayWhole(operand)}`],
  ['$gte', (operand) => `at least ${sayWhole(operand)}`],
  ['$lt', (operand) => `less than ${sayWhole(operand)}`],
  ['$lte', (operand) => `at most ${sayWhole(operand)}`],
]);
