import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { findFreePorts } from '../../servers/lib/free-port.js';
import { installGoProgram } from '../../servers/lib/install-go.js';
import { sampleBytes } from '../lib/sample.js';

const version = 'v3.1.2';
const repository = 'team/app';
const manifestType = 'application/vnd.oci.image.manifest.v1+json';
const config = Buffer.from('{"architecture":"amd64","os":"linux"}');
const layer = sampleBytes('registry', 12_000_000);
const manifest = Buffer.from(
  JSON.stringify({
    schemaVersion: 2,
    mediaType: manifestType,
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', ...describe(config) },
    layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar', ...describe(layer) }],
  }),
);

/** The registry of distribution: an image pushed in pieces, pulled by links into the store, and collected as garbage. */
export const registry = /** @satisfies {import('../lib/types.js').Application} */ ({
  name: 'registry',
  version,
  semantics: ['range-ignored', 'list-entry-missing', 'list-sizes-wrong', 'part-lost'],
  install: (cache) =>
    installGoProgram(cache, {
      name: 'registry',
      version,
      module: 'github.com/distribution/distribution/v3/cmd/registry',
    }),
  async run(installed, place, step) {
    const { folder } = place;
    const [port = 0] = await findFreePorts(1);
    const program = join(installed, 'registry');
    const file = join(folder, 'registry.yml');
    const s3 = {
      bucket: place.bucket,
      region: place.region,
      regionendpoint: place.endpoint,
      accesskey: place.accessKey,
      secretkey: place.secretKey,
      forcepathstyle: true,
      secure: false,
      chunksize: 5_242_880,
    };
    const storage = { s3, delete: { enabled: true } };
    const http = { addr: `127.0.0.1:${port}`, secret: 'of this job' };
    await writeFile(file, stringify({ version: '0.1', log: { level: 'error' }, storage, http }));
    const server = spawn(program, ['serve', file], { env: place.env, cwd: folder, stdio: 'ignore' });
    const ended = once(server, 'exit');
    const base = `http://${http.addr}/v2/`;
    const signal = place.signal;
    const ask = async (/** @type {string} */ path, /** @type {RequestInit} */ options = {}) => {
      const response = await fetch(new URL(path, base), { ...options, signal });
      if (!response.ok) {
        throw new Error(`${options.method ?? 'GET'} ${response.status}: ${await response.text()}`);
      }
      return response;
    };
    const push = async (/** @type {Buffer} */ bytes, /** @type {readonly Buffer[]} */ pieces) => {
      let { headers } = await ask(`${repository}/blobs/uploads/`, { method: 'POST' });
      const place = () => headers.get('location') ?? '';
      for (const piece of pieces) {
        const type = { 'content-type': 'application/octet-stream' };
        ({ headers } = await ask(place(), { method: 'PATCH', headers: type, body: piece }));
      }
      const last = new URL(place(), base);
      last.searchParams.set('digest', describe(bytes).digest);
      await ask(last.href, { method: 'PUT' });
    };
    const pull = async (/** @type {string} */ path) =>
      Buffer.from(await (await ask(path, { headers: { accept: manifestType } })).arrayBuffer());

    try {
      await step('starts', async () => {
        while (
          !(await fetch(base, { signal }).then(
            ({ ok }) => ok,
            () => false,
          ))
        ) {
          assert.equal(server.exitCode, null, 'it ended at once');
          await sleep(100, undefined, { signal });
        }
      });
      await step('takes a push', async () => {
        await push(config, [config]);
        await push(layer, [layer.subarray(0, 5_000_000), layer.subarray(5_000_000)]);
        const headers = { 'content-type': manifestType };
        await ask(`${repository}/manifests/latest`, { method: 'PUT', headers, body: manifest });
      });
      await step('lists tags', async () => {
        const list = await (await ask(`${repository}/tags/list`)).text();
        assert.deepEqual(JSON.parse(list).tags, ['latest']);
      });
      await step('gives a pull', async () => {
        assert.ok(
          manifest.equals(await pull(`${repository}/manifests/latest`)),
          'the manifest is another one',
        );
        const back = await pull(`${repository}/blobs/${describe(layer).digest}`);
        assert.ok(layer.equals(back), `the layer has ${back.length} bytes instead of ${layer.length}`);
      });
      await step('collects garbage, and keeps what is in use', async () => {
        await place.run(program, ['garbage-collect', '--delete-untagged', file]);
        const back = await pull(`${repository}/blobs/${describe(layer).digest}`);
        assert.ok(layer.equals(back), `the layer has ${back.length} bytes instead of ${layer.length}`);
      });
      await step('deletes an image, and collects it', async () => {
        await ask(`${repository}/manifests/${describe(manifest).digest}`, { method: 'DELETE' });
        await place.run(program, ['garbage-collect', '--delete-untagged', file]);
        const { status } = await fetch(new URL(`${repository}/blobs/${describe(layer).digest}`, base), {
          signal,
        });
        assert.equal(status, 404, 'the layer is still there');
      });
    } finally {
      server.kill('SIGKILL');
      await ended;
    }
  },
});

/** @param {Buffer} bytes */
function describe(bytes) {
  return { digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}`, size: bytes.length };
}
