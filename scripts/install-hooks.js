import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

// Installs the git hooks of lefthook.yml. Part of `npm ci`, which must also work where there is no git checkout, no git,
// or no development dependencies; so it says what it could not do and never fails.

const root = fileURLToPath(new URL('..', import.meta.url));

if (!process.env.CI && existsSync(new URL('../.git', import.meta.url))) {
  try {
    const lefthook = createRequire(import.meta.url).resolve('lefthook/bin/index.js');
    const { status } = spawnSync(process.execPath, [lefthook, 'install'], { cwd: root, stdio: 'ignore' });
    if (status !== 0) {
      console.warn('git hooks were not installed; npx lefthook install says why');
    }
  } catch {
    console.warn('git hooks were not installed: lefthook is not there');
  }
}
