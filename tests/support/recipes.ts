import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type RunningServer, startServer } from '../../src/server/index.js';
import { repository } from './repository.js';

/** A recipe as docs/cookbook.md shows it. */
export interface Recipe {
  /** The file in examples/cookbook/ that its command runs. */
  readonly file: string;
  /** Its YAML block. */
  readonly yaml: string;
  /** The fault of the embedded server that makes it fail, and the name of the step that fails first. */
  readonly fault: string;
  readonly step: string;
}

/** The recipes of docs/cookbook.md, in order; throws where a recipe lacks one of its parts. */
export async function readRecipes(): Promise<readonly Recipe[]> {
  const page = await readFile(path.join(repository, 'docs', 'cookbook.md'), 'utf8');
  const [, ...sections] = page.split(/^### /m);
  return sections.map((section) => ({
    file: find(section, /^```console\n\$ s3tester run examples\/cookbook\/(\S+)$/m),
    yaml: find(section, /^```yaml\n(.*?)^```$/ms),
    fault: find(section, /^The fault `([a-z0-9-]+)` makes it fail at “/m),
    step: find(section, /^The fault `[a-z0-9-]+` makes it fail at “(.+)”[.:]$/m),
  }));
}

/** A server with the users that the recipes name where the environment names no others. */
export function startRecipeServer(faults: readonly string[] = []): Promise<RunningServer> {
  return startServer({
    faults,
    users: [
      { name: 'main', accessKey: 'demo', secretKey: 'demo-secret' },
      { name: 'reader', accessKey: 'reader', secretKey: 'reader-secret' },
    ],
  });
}

function find(section: string, pattern: RegExp): string {
  const found = pattern.exec(section)?.[1];
  if (found === undefined) {
    throw new Error(`docs/cookbook.md: "${section.split('\n')[0]}" has nothing like ${pattern}`);
  }
  return found;
}
