import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { CHUNKS } from './chunks.ts';
import { dropUnusedColours } from './drop-unused-colours.ts';
import { listAppFiles } from './list-app-files.ts';
import { reportFirstLoad } from './report-first-load.ts';

const here = new URL('.', import.meta.url).pathname;

/** The server that the development page uses; `npm start` listens here. */
const server = 'http://127.0.0.1:3000';

export default defineConfig({
  root: here,
  base: '/console/',
  plugins: [react(), dropUnusedColours(), reportFirstLoad(), listAppFiles()],
  resolve: { alias: [{ find: /^zod$/, replacement: `${here}zod.ts` }] },
  build: {
    outDir: `${here}../../dist/console`,
    emptyOutDir: true,
    // No data: URLs, so that the page can run under `img-src 'self'`.
    assetsInlineLimit: 0,
    // MapLibre is one lazy chunk of about 1 MB; `reportFirstLoad` limits the first load.
    chunkSizeWarningLimit: 1200,
    rolldownOptions: { output: { codeSplitting: CHUNKS } },
  },
  worker: { format: 'es' },
  server: { port: 4351, proxy: { '/api': server, '/map': server } },
});
