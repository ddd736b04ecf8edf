import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { fillImports } from '../../scripts/import-rules/contributing.js';
import { lintConfiguration } from '../../scripts/import-rules/lint-configuration.js';
import { isFile, leavesOf, otherFiles, readImportTable } from '../../scripts/import-rules/table.js';
import { judgeImport, memberOf, sourceFolders, sourceImports } from '../support/import-table.js';
import { repository } from '../support/repository.js';
import { type Findings, findByRule } from '../support/run-biome.js';

const table = await readImportTable(pathToFileURL(`${repository}${path.sep}`));
const imports = await sourceImports();

describe('the table', () => {
  test.each([
    ['biome.imports.json', () => lintConfiguration(table)],
    ['CONTRIBUTING.md', (text: string) => fillImports(text, table)],
  ])('is what %s says (npm run rules writes it anew)', async (name, generate) => {
    const text = await readFile(path.join(repository, name), 'utf8');
    expect(text === generate(text)).toBe(true);
  });

  test('names every module, every folder in a module, and the files beside them', async () => {
    const folders = await sourceFolders();
    const opened = [...folders].filter(([, names]) => names.some((name) => name.endsWith('/')));
    expect(Object.keys(table).sort()).toEqual(opened.map(([folder]) => folder).sort());
    for (const [folder, names] of opened) {
      const floors = table[folder] ?? {};
      const members = new Set(names.map((name) => memberOf(floors, name)));
      expect(Object.keys(floors).sort(), folder).toEqual([...members].sort());
    }
  });

  test('has no circle: a member names only what stands before it', () => {
    for (const [folder, floors] of Object.entries(table)) {
      const members = Object.keys(floors);
      for (const [index, member] of members.entries()) {
        const before = members.slice(0, index);
        const named = (floors[member] ?? []).map((target) => memberOf(floors, target));
        expect(before, `${folder}/${member}`).toEqual(expect.arrayContaining(named));
      }
    }
  });

  test('allows every import of the sources, whatever its form', () => {
    expect(imports.length).toBeGreaterThan(1000);
    expect(imports.filter(({ from, to }) => judgeImport(table, from, to) === false)).toEqual([]);
  });

  test('allows nothing that no import needs', () => {
    const used = new Set(imports.map(({ from, to }) => judgeImport(table, from, to)));
    const lines = Object.entries(table).flatMap(([folder, floors]) =>
      Object.entries(floors).flatMap(([member, targets]) =>
        targets.map((target) => `${folder}: ${member} → ${target}`),
      ),
    );
    expect(lines.filter((line) => !used.has(line))).toEqual([]);
  });
});

/** A file for each leaf of the table, and one more for each that has several. */
const leaves = leavesOf(table).map(({ folder, member }) => {
  const inside = member === otherFiles ? folder : `${folder}/${member}`;
  return isFile(member) && member !== otherFiles
    ? { file: inside, neighbours: [] }
    : { file: `${inside}/one.ts`, neighbours: [`${inside}/two.ts`] };
});

/** What the table does not know. */
const unknown = ['outside.ts', ...Object.keys(table).map((folder) => `${folder}/nowhere/one.ts`)];

/** What a file is made to import: every other leaf, what stands beside it, and what the table does not know. */
function triedBy(file: string, neighbours: readonly string[]): readonly string[] {
  const others = leaves.filter((other) => other.file !== file).map((other) => other.file);
  return [...others, ...neighbours, ...unknown];
}

const packages = ['@smithy/core/schema', 'yaml', 'node:fs'];

function specifierOf(from: string, to: string): string {
  const relative = path.posix.relative(path.posix.dirname(from), to).replace(/\.ts$/, '.js');
  return relative.startsWith('.') ? relative : `./${relative}`;
}

function sourceOf(specifiers: readonly string[]): string {
  return specifiers.map((specifier, index) => `export * as n${index} from '${specifier}';\n`).join('');
}

describe('the linter', () => {
  let findings: Findings;

  beforeAll(async () => {
    const sources = leaves.map(({ file, neighbours }) => {
      const specifiers = triedBy(file, neighbours).map((to) => specifierOf(file, to));
      return [file, sourceOf([...specifiers, ...packages])];
    });
    findings = await findByRule('style/noRestrictedImports', Object.fromEntries(sources));
  });

  test.each(leaves)('lets $file import exactly what the table allows', ({ file, neighbours }) => {
    const tried = triedBy(file, neighbours);
    const refused = tried.filter((_to, index) => findings.has(`${file}:${index + 1}`));
    const forbidden = tried.filter((to) => !to.startsWith('src/') || judgeImport(table, file, to) === false);
    expect(refused).toEqual(forbidden);
    const ofPackages = packages.filter((_name, index) => findings.has(`${file}:${tried.length + index + 1}`));
    expect(ofPackages).toEqual([]);
  });

  test('says what may be imported instead, and where to read on', async () => {
    const file = 'src/config/text/one.ts';
    const text = sourceOf(['../../s3/index.js', '../values/value.js']);
    expect([...(await findByRule('style/noRestrictedImports', { [file]: text })).values()]).toEqual([
      `src/config may import of src: ${table.src?.config?.join(', ')}. See "Who may import whom" in CONTRIBUTING.md.`,
      'src/config/text may import of src/config: nothing. See "Who may import whom" in CONTRIBUTING.md.',
    ]);
  });

  test.each([
    "import { a } from '../cli/io.js';",
    "import type { A } from '../cli/io.js';",
    "export { a } from '../cli/io.js';",
    "import '../cli/io.js';",
    "await import('../cli/io.js');",
  ])('refuses %s', async (text) => {
    const found = await findByRule('style/noRestrictedImports', { 'src/app/one.ts': `${text}\n` });
    expect([...found.keys()]).toEqual(['src/app/one.ts:1']);
  });

  test('refuses a circle of files', async () => {
    const found = await findByRule('suspicious/noImportCycles', {
      'src/runner/egg.ts': sourceOf(['./hen.js', '../lib/one.js']),
      'src/runner/hen.ts': sourceOf(['./egg.js']),
      'src/lib/one.ts': '',
    });
    expect([...found.keys()].sort()).toEqual(['src/runner/egg.ts:1', 'src/runner/hen.ts:1']);
  });
});
