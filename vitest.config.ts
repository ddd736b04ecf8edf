import { defineConfig } from 'vitest/config';

/** Folders whose tests leave nothing behind in the process: their files share one, and what they import is loaded once. */
const shared = ['tests/unit', 'tests/integration'];
const ofFolders = (folders: readonly string[]) => folders.map((folder) => `${folder}/**/*.test.ts`);

export default defineConfig({
  test: {
    globalSetup: ['tests/support/build-dist.ts'],
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    testTimeout: 180_000,
    hookTimeout: 180_000,
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: { name: 'shared', isolate: false, include: ofFolders(shared) },
      },
      {
        extends: true,
        test: { name: 'own process', include: ['tests/**/*.test.ts'], exclude: ofFolders(shared) },
      },
    ],
  },
});
