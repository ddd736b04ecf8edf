import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { installDebianPackages } from '../../servers/lib/install-debian.js';

const usual = '/usr/bin/chromium';

/**
 * Starts Chromium without a window: that of the variable `CHROMIUM`, or else Debian's, which is installed where it is missing.
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function openBrowser() {
  const executablePath = process.env.CHROMIUM ?? usual;
  if (executablePath === usual && !existsSync(usual)) {
    await installDebianPackages({ packages: ['chromium'], programs: ['chromium'] });
  }
  // It looks for updates and for hosts of its makers otherwise; as root it has no sandbox.
  const quiet = [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
  ];
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', ...quiet],
  });
}
