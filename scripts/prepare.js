import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

// What npm does after `npm ci` in a checkout: build, then install the git hooks. `npx s3tester` in a checkout prepares
// the package once more, to link its command; what is built already is not built again for that.

const isBuilt = existsSync(new URL('../dist/bundle/main.js', import.meta.url));
const npm = process.env.npm_execpath ?? '';

if (process.env.npm_command !== 'exec' || !isBuilt) {
  const { status } = spawnSync(process.execPath, [npm, 'run', 'build'], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
  if (status === 0) {
    await import('./install-hooks.js');
  }
}
