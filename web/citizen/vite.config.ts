import { defineConfig } from 'vite';

const here = new URL('.', import.meta.url).pathname;

export default defineConfig({
  root: here,
  // The page itself stands at `/r/`, written by the server; its files are here.
  base: '/citizen/',
  build: {
    outDir: `${here}../../dist/citizen`,
    emptyOutDir: true,
    // No data: URLs, so that the page can run under `img-src 'self'`.
    assetsInlineLimit: 0,
    modulePreload: false,
    // MapLibre comes only when its button is pressed.
    chunkSizeWarningLimit: 1400,
  },
});
