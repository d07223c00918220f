import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Four on two cores: a test waits for PostgreSQL, timers and processes as long as it works.
    maxWorkers: 4,
    // They only end what hangs: tests prove behaviour, not speed, and a slow machine must not fail. A wait inside a test
    // gives up before its test does, and says what it waited for.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['{contract,charts,database,server,scripts,simulator,tests}/**/*.test.ts'],
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
          include: ['{web,simulator/page}/**/*.test.ts'],
          exclude: ['**/node_modules/**'],
          // Rules without a page: nine of ten files, and each would cost more to begin than to run.
          isolate: false,
          unstubGlobals: true,
        },
      },
      {
        extends: true,
        plugins: [react()],
        test: {
          name: 'page',
          // Whatever needs a document, with or without a component.
          include: ['{web,simulator/page}/**/*.test.tsx'],
          exclude: ['**/node_modules/**'],
          environment: 'happy-dom',
        },
      },
    ],
  },
});
