import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Four on two cores: a test waits for PostgreSQL, timers and processes as long as it works.
    maxWorkers: 4,
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
          // A worker loads the system's modules once, not once for each file: files leave nothing of theirs behind.
          isolate: false,
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
