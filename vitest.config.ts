import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Two, because the tests must also pass on a machine with two cores and PostgreSQL running.
    maxWorkers: 2,
    // Long, because tests prove behaviour, not speed: a slow machine must not fail.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['{contract,database,server,scripts,simulator,tests}/**/*.test.ts'],
          exclude: ['simulator/page/**', 'tests/e2e/**', 'tests/architecture/bad-project/**', '**/node_modules/**'],
          globalSetup: ['tests/support/database-cluster.ts'],
        },
      },
      {
        extends: true,
        plugins: [react()],
        test: {
          name: 'web',
          include: ['{web,simulator/page}/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**'],
          environment: 'happy-dom',
        },
      },
    ],
  },
});
