import { randomUUID } from 'node:crypto';
import path from 'node:path';

/** Of the name of a file so much stays that a file system which takes the name takes the temporary one, too. */
const mostOfName = 64;

/** A hidden name beside a file, which no other file has: for what is to be renamed to it when it is whole. */
export function temporaryBeside(file: string): string {
  const name = path.basename(file).slice(0, mostOfName);
  return path.join(path.dirname(file), `.${name}.${randomUUID()}.tmp`);
}
