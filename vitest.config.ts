import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{contract,server,scripts,simulator,tests}/**/*.test.ts'],
    exclude: ['tests/e2e/**', 'tests/architecture/bad-house/**', '**/node_modules/**'],
    globalSetup: ['tests/support/database-cluster.ts'],
    maxWorkers: 2,
    testTimeout: 30_000,
  },
});
