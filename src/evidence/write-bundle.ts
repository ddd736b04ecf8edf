import { createHash, type KeyObject } from 'node:crypto';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { Finding } from '../doctor/finding.js';
import { escapeHidden } from '../lib/escape-hidden.js';
import { inChunks } from '../lib/in-chunks.js';
import type { ResultSource } from '../results/source.js';
import { exchangesOf, withoutTraces } from './exchanges.js';
import { signManifest } from './keys.js';
import { bundleFormat, type ContentName, contentNames, memberLimits } from './members.js';
import { observeServer } from './observe-server.js';
import { planOf } from './plan-of.js';
import type { Manifest } from './types.js';

/** What a bundle is made of besides results. */
export interface BundleOptions {
  /** Writes results as JSON, part by part. */
  readonly writeJson: (results: ResultSource) => Iterable<string>;
  /** What the server was found to be by asking it. */
  readonly findings: readonly Finding[];
  /** Who signs it; nobody where it is undefined. */
  readonly key: KeyObject | undefined;
}

/** The same bytes for the same content, wherever and whenever they are written. */
const entry = { mtime: new Date(1980, 0, 1), mode: 0o100644, forceDosTimestamp: true, compress: true };

/**
 * Writes the evidence bundle of a run as the bytes of a zip file, part by part: steps are read as they are needed.
 * Throws a RangeError for results that are larger than a bundle may be.
 */
export async function* writeBundle(
  results: ResultSource,
  options: BundleOptions,
): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const output = Readable.from(zip.outputStream);
  zip.on('error', (error) => output.destroy(error as Error));
  const members: Manifest['members'][number][] = [];
  const contents = contentsOf(results, options.writeJson, options.findings);
  const add = (name: string, parts: () => Iterable<Uint8Array>): void =>
    zip.addReadStreamLazy(name, entry, (done) => done(null, Readable.from(parts(), { objectMode: false })));
  for (const name of contentNames) {
    add(name, () => hashed(name, contents[name](), members));
  }
  let manifest: Uint8Array = new Uint8Array();
  add('manifest.json', () => {
    manifest = toBytes(manifestOf(results, members));
    return [manifest];
  });
  const { key } = options;
  if (key) {
    add('signature.json', () => [toBytes(signManifest(manifest, key))]);
  }
  zip.end();
  yield* output;
}

function contentsOf(
  results: ResultSource,
  writeJson: BundleOptions['writeJson'],
  findings: readonly Finding[],
): Readonly<Record<ContentName, () => Iterable<string>>> {
  const observer = observeServer();
  return {
    'results.json': () => writeJson(withoutTraces(results)),
    *'exchanges.ndjson'() {
      for (const exchange of exchangesOf(results)) {
        observer.add(exchange);
        yield `${escapeHidden(JSON.stringify(exchange))}\n`;
      }
    },
    'plan.json': () => [toText(planOf(results))],
    'server.json': () => [toText(observer.identity(results.target, findings))],
  };
}

function* hashed(
  name: ContentName,
  parts: Iterable<string>,
  members: Manifest['members'][number][],
): Generator<Uint8Array> {
  const hash = createHash('sha256');
  let size = 0;
  for (const part of inChunks(parts)) {
    const bytes = Buffer.from(part);
    hash.update(bytes);
    size += bytes.length;
    if (size > memberLimits[name]) {
      throw new RangeError(
        `${name} would be larger than the ${memberLimits[name]} bytes that a bundle may hold of it`,
      );
    }
    yield bytes;
  }
  members.push({ name, size, sha256: hash.digest('hex') });
}

function manifestOf(results: ResultSource, members: Manifest['members']): Manifest {
  const { s3tester_version, session_id, start_time, end_time, target, conformance } = results;
  return {
    bundle_format: bundleFormat,
    ...{ s3tester_version, session_id, start_time, end_time },
    endpoint_url: target.endpoint_url,
    server: target.server,
    suite_version: conformance?.suite_version ?? null,
    plan: planOf(results).hash,
    members,
  };
}

function toText(data: unknown): string {
  return `${escapeHidden(JSON.stringify(data, null, 2))}\n`;
}

function toBytes(data: unknown): Uint8Array {
  return Buffer.from(toText(data));
}
