import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { findCacheFolder } from '../../../../../scripts/servers/lib/cache-folder.js';

test('the variable decides, whatever the platform', () => {
  expect(findCacheFolder({ S3TESTER_SERVER_CACHE: 'some/where' }, 'linux')).toBe(resolve('some/where'));
});

test.each([
  ['linux', {}, [homedir(), '.cache']],
  ['linux', { XDG_CACHE_HOME: '/var/tmp/c' }, ['/var/tmp/c']],
  ['darwin', {}, [homedir(), 'Library', 'Caches']],
  ['win32', { LOCALAPPDATA: '/local' }, ['/local']],
] as const)('on %s it is the user’s own cache folder (%o)', (platform, env, expected) => {
  expect(findCacheFolder(env, platform)).toBe(join(...expected, 's3tester', 'servers'));
});
