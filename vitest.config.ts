import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/support/build-dist.ts'],
    setupFiles: ['tests/support/setup.ts'],
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    // Files that a worker runs share what they import, which takes longer to load than most tests take.
    isolate: false,
    // By default, one processor is left idle, also where there are but two.
    maxWorkers: '100%',
    // Only for what would hang: a machine with much else to do is slow.
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
