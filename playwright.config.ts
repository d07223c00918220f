import { defineConfig } from '@playwright/test';
import { WITHOUT_MAP } from './tests/e2e/steps/browser.ts';

export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/e2e/steps/build-once.ts',
  outputDir: 'test-results/e2e',
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  timeout: 180_000,
  expect: { timeout: 30_000 },
  // Its tests build on each other: `npm test` runs a whole file once more, alone, and names it (ADR 0077).
  retries: 0,
  // Each file starts a system of its own and waits much: for pages, for answers, for animations.
  workers: 4,
  forbidOnly: true,
  // The longest file first: begun last, it would be waited for alone.
  projects: [
    { name: 'longest', testMatch: 'small-screens.spec.ts' },
    { name: 'others', testIgnore: 'small-screens.spec.ts' },
  ],
  use: {
    browserName: 'chromium',
    // A missing button fails here, with a screenshot, and not at the end of the whole test.
    actionTimeout: 30_000,
    locale: 'th-TH',
    timezoneId: 'Asia/Bangkok',
    contextOptions: { reducedMotion: 'reduce' },
    // The files that look at the map or at what moves say so.
    launchOptions: WITHOUT_MAP,
  },
});
