import { defineConfig } from 'vite';

const here = new URL('.', import.meta.url).pathname;

/** The server that the development page uses; `npm start` listens here. */
const server = 'http://127.0.0.1:3000';

export default defineConfig({
  root: here,
  base: '/request/',
  resolve: { alias: [{ find: /^zod$/, replacement: `${here}zod.ts` }] },
  build: {
    outDir: `${here}../../dist/request`,
    emptyOutDir: true,
    // No data: URLs, so that the page can run under `img-src 'self'`.
    assetsInlineLimit: 0,
  },
  server: { port: 4352, proxy: { '/api': server } },
});
