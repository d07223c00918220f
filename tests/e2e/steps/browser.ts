import type { LaunchOptions } from '@playwright/test';

/** Debian's Chromium without network access: everything the tests see must come from this application. */
const CHROMIUM: LaunchOptions = {
  executablePath: '/usr/bin/chromium',
  chromiumSandbox: false,
  args: [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

/**
 * Without WebGL, as on an old office computer: the map says so, and drawing it in software would take most of the time.
 * Playwright allows drawing in software by itself, so it must be forbidden.
 */
export const WITHOUT_MAP: LaunchOptions = { ...CHROMIUM, args: [...(CHROMIUM.args ?? []), '--disable-3d-apis'] };

/** With the map, which is WebGL; without a graphics card Chromium must render it in software. */
export const WITH_MAP: LaunchOptions = {
  ...CHROMIUM,
  args: [...(CHROMIUM.args ?? []), '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
};
