import { defineConfig } from '@playwright/test';

/** Debian's Chromium, kept from talking to anyone: what the tests see must come from this house alone. */
const chromiumArguments = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // The map is WebGL; without a graphics card Chromium must be allowed to draw it in software.
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  timeout: 180_000,
  expect: { timeout: 30_000 },
  // A test that passes the second time has found a fault the first time.
  retries: 0,
  workers: 1,
  forbidOnly: true,
  use: {
    browserName: 'chromium',
    // A missing button fails here, with the picture of the page, and not at the end of the whole test.
    actionTimeout: 30_000,
    locale: 'th-TH',
    timezoneId: 'Asia/Bangkok',
    launchOptions: { executablePath: '/usr/bin/chromium', chromiumSandbox: false, args: chromiumArguments },
  },
});
