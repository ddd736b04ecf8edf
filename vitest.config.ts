import { configDefaults, defineConfig } from 'vitest/config';

// These put something in the place of a module, which must not be loaded yet.
const mocking = ['tests/contract/nothing-in-silence.test.ts'];

export default defineConfig({
  test: {
    globalSetup: ['tests/support/build-dist.ts'],
    setupFiles: ['tests/support/setup.ts'],
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    // By default, one processor is left idle, also where there are but two.
    maxWorkers: '100%',
    // Only for what would hang: a machine with much else to do is slow.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    projects: [
      {
        extends: true,
        // Files that a worker runs share what they import, which takes longer to load than most tests take.
        test: {
          name: 'shared',
          include: ['tests/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...mocking],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'isolated', include: mocking, isolate: true } },
    ],
  },
});
