import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';
import { ZipFile } from 'yazl';

/** The parts of a bundle by name, in their order. */
export type Parts = Map<string, Buffer>;

/** Reads all parts of a bundle. */
export async function readParts(file: string): Promise<Parts> {
  const zip = await fromBufferPromise(await readFile(file), { autoClose: false });
  const parts: Parts = new Map();
  for await (const entry of zip.eachEntry()) {
    parts.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  }
  return parts;
}

/** Writes parts as a zip file, in the order given; a name may stand in it twice. */
export async function writeParts(file: string, parts: Iterable<readonly [string, Buffer]>): Promise<void> {
  const zip = new ZipFile();
  for (const [name, content] of parts) {
    zip.addBuffer(content, name);
  }
  zip.end();
  await writeFile(file, await buffer(zip.outputStream));
}

/** Changes JSON in a part. */
export function changeJson(parts: Parts, name: string, change: (data: never) => void): void {
  const data = JSON.parse(String(parts.get(name))) as never;
  change(data);
  parts.set(name, Buffer.from(`${JSON.stringify(data, null, 2)}\n`));
}

/** Makes the hashes of the manifest anew, as whoever changes a bundle would. */
export function hashAnew(parts: Parts): void {
  changeJson(
    parts,
    'manifest.json',
    (manifest: { members: { name: string; size: number; sha256: string }[] }) => {
      for (const member of manifest.members) {
        const content = parts.get(member.name) ?? Buffer.alloc(0);
        member.size = content.length;
        member.sha256 = createHash('sha256').update(content).digest('hex');
      }
    },
  );
}
