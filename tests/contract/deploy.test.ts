import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readShard } from '../../src/app/read-shard.js';
import type { Results } from '../../src/results/types.js';
import { makeFolder } from '../support/make-folder.js';
import { readSnippets } from '../support/markdown-snippets.js';
import { repository } from '../support/repository.js';
import { commandEnvironment, runCommand } from '../support/run-command.js';
import { useServer } from '../support/use-server.js';

const server = useServer();
const folder = path.join(repository, 'deploy', 'kubernetes');

interface Container {
  readonly args: readonly string[];
  readonly command?: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value: string }[];
}

interface Manifest {
  readonly kind: string;
  readonly data: Readonly<Record<string, string>>;
  readonly spec: {
    readonly completions: number;
    readonly parallelism: number;
    readonly template: { readonly spec: { readonly containers: readonly [Container] } };
  };
}

async function manifest(name: string): Promise<Manifest> {
  return parse(await readFile(path.join(folder, name), 'utf8')) as Manifest;
}

/** As Kubernetes expands `$(NAME)` in what a container is started with. */
function expand(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replace(
    /\$\((\w+)\)/g,
    (_, name: string) => variables[name] ?? expect.fail(`${name} is not set`),
  );
}

describe('what the pods of deploy/kubernetes run', () => {
  test('is a run of as many shards as there are pods, and a merge of them', async () => {
    const [run, shards, merge] = await Promise.all(['run.yaml', 'shards.yaml', 'merge.yaml'].map(manifest));
    const { completions, parallelism, template } = shards?.spec ?? expect.fail();
    const count = Number(run?.data.S3TESTER_SHARD_COUNT);
    expect([completions, parallelism]).toEqual([count, count]);

    const scenario = (await manifest('scenario.yaml')).data['scenario.yaml'] ?? '';
    const cwd = await makeFolder({ 'scenario/scenario.yaml': scenario });
    await mkdir(path.join(cwd, 'results'));
    const inPlace = (text: string) => text.replace(/(^|=|"| )\/(scenario|results)\b/g, `$1${cwd}/$2`);
    const variables: Record<string, string> = {
      ...run?.data,
      S3TESTER_ENDPOINT_URL: server.url,
      S3TESTER_CREDENTIAL_MAIN: 's3tester:s3tester-secret',
    };
    const [container] = template.spec.containers;
    const pods = Array.from({ length: count }, async (_, index) => {
      const set: Record<string, string> = { ...variables, JOB_COMPLETION_INDEX: String(index) };
      for (const { name, value } of container.env ?? []) {
        set[name] = inPlace(expand(value, set));
      }
      return runCommand(
        container.args.map((word) => inPlace(expand(word, set))),
        { env: set },
      );
    });
    expect((await Promise.all(pods)).map(({ code, stdout }) => [code, stdout])).toEqual(
      pods.map(() => [0, '']),
    );

    const [merging] = merge?.spec.template.spec.containers ?? expect.fail();
    const [shell = '', flags = ''] = merging.command ?? [];
    const program = `s3tester() { "${process.execPath}" "${path.join(repository, 'bin', 's3tester.js')}" "$@"; }\n`;
    const script = `${program}${inPlace(merging.args.join('\n'))}`;
    await promisify(execFile)(shell, [flags, script], { env: commandEnvironment(variables) });
    const written = path.join(cwd, 'results', variables.RUN ?? '');
    const merged = JSON.parse(await readFile(path.join(written, 'merged.json'), 'utf8')) as Results;
    expect(merged.cases.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['Objects/round-trip', 'pass'],
      ['Lists/empty', 'pass'],
      ['Many objects/own-keys', 'pass'],
    ]);
    expect(new Set(merged.results.map(({ shard }) => shard))).toEqual(new Set([undefined, 1, 2, 3, 4]));
    expect(await readdir(written)).toContain('merged.html');
  }, 120_000);

  test('has its keys from a secret, and none in a file', async () => {
    for (const name of await readdir(folder)) {
      const text = await readFile(path.join(folder, name), 'utf8');
      expect(text, name).not.toMatch(/kind: Secret|secret_key|S3TESTER_CREDENTIAL_\w+: /);
    }
  });
});

describe('the snippets of docs/sharding.md for engines', () => {
  test('are what these engines understand, as far as a parser can tell', async () => {
    const snippets = await readSnippets(path.join(repository, 'docs', 'sharding.md'), 'docs/sharding.md');
    const ofEngines = snippets.filter(({ remarks }) => remarks.includes('ci'));
    const [gitlab, github, buildkite] = ofEngines.map(({ text }) => parse(text) as unknown);
    expect(gitlab).toMatchObject({
      test: { parallel: 4, script: [expect.stringContaining('--shard auto')] },
      merge: { needs: ['test'], when: 'always' },
    });
    expect(github).toMatchObject({
      jobs: {
        test: {
          strategy: { 'fail-fast': false },
          env: {
            S3TESTER_SHARD_INDEX: '${{ strategy.job-index }}',
            S3TESTER_SHARD_COUNT: '${{ strategy.job-total }}',
          },
        },
        merge: { needs: 'test' },
      },
    });
    expect(buildkite).toMatchObject({ steps: [{ parallelism: 4 }, 'wait', {}] });
    const [batch] = snippets
      .filter(({ language }) => language === 'json')
      .map(({ text }) => JSON.parse(text) as unknown);
    expect(batch).toMatchObject({
      arrayProperties: { size: 4 },
      containerOverrides: { command: expect.any(Array) },
    });
    const given = { S3TESTER_SHARD_INDEX: '0', S3TESTER_SHARD_COUNT: '4' };
    expect(readShard('auto', given)).toEqual({ index: 1, count: 4 });
  });
});
