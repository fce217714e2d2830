import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/**/*.test.ts'],
    // Builds and packs the package once; tests run programs against the packed files, as users get them.
    globalSetup: ['test/harness/setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // A test compiles and runs real programs, on machines that do other things as well.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
