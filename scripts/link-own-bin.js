import { existsSync } from 'node:fs';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';

// Lets `npx s3tester` in a clone find the clone's own command: npm links the commands of dependencies only.

const folder = new URL('../node_modules/.bin/', import.meta.url);

if (existsSync(new URL('../node_modules/', import.meta.url))) {
  await mkdir(folder, { recursive: true });
  if (process.platform === 'win32') {
    await writeFile(new URL('s3tester.cmd', folder), '@node "%~dp0\\..\\..\\bin\\s3tester.js" %*\r\n');
  } else {
    const link = new URL('s3tester', folder);
    await rm(link, { force: true });
    await symlink('../../bin/s3tester.js', link);
  }
}
