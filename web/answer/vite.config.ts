import { defineConfig } from 'vite';

const here = new URL('.', import.meta.url).pathname;

/** The server that the development page uses; `npm start` listens here. */
const server = 'http://127.0.0.1:3000';

export default defineConfig({
  root: here,
  base: '/answer/',
  build: {
    outDir: `${here}../../dist/answer`,
    emptyOutDir: true,
    // No data: URLs, so that the page can run under `img-src 'self'`.
    assetsInlineLimit: 0,
  },
  server: { port: 4353, proxy: { '/api': server } },
});
