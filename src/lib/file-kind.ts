/** A kind of file that the program writes or reads: what it is, and what can be done with one. */
export interface FileKind {
  readonly name: string;
  /** `a recording, as s3tester record writes it`. */
  readonly what: string;
  /** What is done with the file of that name. */
  use(file: string): string;
}

/** How a document begins whose first key is this one, in JSON or YAML. */
const first = (...keys: readonly string[]): RegExp =>
  new RegExp(`^(?:\\{\\s*)?"?(?:${keys.join('|')})"?\\s*:`);

/** How a line of JSON begins whose first member is this one. */
const line = (key: string, value: string): RegExp => new RegExp(`^\\{\\s*"${key}"\\s*:\\s*${value}\\b`);

/** A baseline in YAML that first says of which server and suite it is. */
const afterFactsOfBaseline = /^(?:(?:server|suite):[^\n]*\n|[ \t]*#[^\n]*\n|[ \t]*\n)+known:/;

const noUse = () => 'no command of s3tester reads it';

const kinds: readonly (FileKind & { readonly begins: RegExp })[] = [
  {
    name: 'zip',
    // biome-ignore lint/suspicious/noControlCharactersInRegex: such files are no text
    begins: /^PK(?:\u0003\u0004|\u0005\u0006)/,
    what: 'a zip file, as an evidence bundle is',
    use: (file) => `s3tester verify ${file} checks a bundle, s3tester report ${file} shows its results`,
  },
  {
    name: 'stream',
    begins: line('type', '"run-started'),
    what: 'a stream of events, as --stream writes it',
    use: (file) => `s3tester report ${file} --format json -o results.json makes results of it`,
  },
  {
    name: 'history',
    begins: line('type', '"history'),
    what: 'a history, as s3tester consistency --history writes it',
    use: (file) => `s3tester consistency --check ${file} checks it`,
  },
  {
    name: 'recording',
    begins: line('recording', '\\d'),
    what: 'a recording, as s3tester record writes it',
    use: (file) => `s3tester record --from ${file} makes a scenario, a need or a HAR archive of it`,
  },
  {
    name: 'journal',
    begins: line('journal', '\\d'),
    what: 'a journal of buckets that a run made',
    use: () => 's3tester clean reads the journals that are left, and removes the buckets',
  },
  {
    name: 'results',
    begins: first('session_id', 'result_format'),
    what: 'a file of results',
    use: (file) => `s3tester report ${file} shows them`,
  },
  {
    name: 'har',
    begins: /^\{\s*"log"\s*:\s*\{/,
    what: 'a HAR archive, which browsers and proxies read',
    use: noUse,
  },
  {
    name: 'certificate',
    begins: first('qualification_certificate'),
    what: 'a certificate, as s3tester qualify writes it',
    use: (file) => `s3tester qualify --check-certificate ${file} checks it`,
  },
  {
    name: 'qualification',
    begins: first('qualification_format'),
    what: 'what s3tester qualify found',
    use: noUse,
  },
  {
    name: 'comparison',
    begins: first('columns', 'trends'),
    what: 'a comparison, as s3tester compare writes it',
    use: () => 's3tester compare makes a page or Markdown of the same results',
  },
  {
    name: 'baseline',
    begins: new RegExp(`${first('known').source}|${afterFactsOfBaseline.source}`),
    what: 'a baseline',
    use: (file) =>
      `s3tester conformance --baseline ${file} holds a run against it, s3tester baseline results`,
  },
  {
    name: 'configuration',
    begins: first('config', 'test_cases', 'test-cases', 'include', 'cases', 'defaults'),
    what: 'a configuration',
    use: (file) => `s3tester run ${file} runs it`,
  },
  {
    name: 'need',
    begins: /^(?:\{\s*)?"?application"?\s*:.*\s+"?version"?\s*:.*\s+"?recorded"?\s*:/,
    what: 'the need of a program, as s3tester record --need writes it',
    use: (file) => `s3tester qualify --need ${file} tries it on a server`,
  },
  {
    name: 'profile',
    begins: /^(?:\{\s*)?"?name"?\s*:.*\s+"?title"?\s*:.*\s+"?(?:url|evidence|versions)"?\s*:/,
    what: 'a profile of an application',
    use: (file) => `s3tester qualify --profile-file ${file} tries it on a server`,
  },
  { name: 'html', begins: /^<!doctype html/i, what: 'a web page', use: noUse },
  { name: 'xml', begins: /^<(?:\?xml|testsuites?\b)/, what: 'an XML document', use: noUse },
  { name: 'pem', begins: /^-----BEGIN /, what: 'a key or a certificate in PEM', use: noUse },
];

/** What comes before the first key of a document: a byte order mark, comments, the line that opens it. */
const preface = /^\ufeff?(?:\s+|#[^\n]*\n|---[ \t]*\n)*/;

/** Which kind of file begins like this; null for what is none that is known. */
export function kindOfFile(beginning: string): FileKind | null {
  const text = beginning.replace(preface, '');
  return kinds.find(({ begins }) => begins.test(text)) ?? null;
}
