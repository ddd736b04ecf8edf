import { open, stat } from 'node:fs/promises';

/** Whether a file begins as an evidence bundle does. Rejects with the system's error where it cannot be read. */
export async function beginsAsBundle(file: string): Promise<boolean> {
  const found = await stat(file);
  if (!found.isFile() && !found.isDirectory()) {
    // A pipe cannot be read twice.
    return false;
  }
  const opened = await open(file);
  try {
    const { buffer } = await opened.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.toString('latin1') === 'PK\u0003\u0004';
  } finally {
    await opened.close();
  }
}
