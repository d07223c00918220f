import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { CHUNKS } from './chunks.ts';
import { listAppFiles } from './list-app-files.ts';
import { reportFirstLoad } from './report-first-load.ts';

const here = new URL('.', import.meta.url).pathname;

/** The server a developer's page talks to; `npm start` listens here. */
const server = 'http://127.0.0.1:3000';

export default defineConfig({
  root: here,
  base: '/console/',
  plugins: [react(), reportFirstLoad(), listAppFiles()],
  build: {
    outDir: `${here}../../dist/console`,
    emptyOutDir: true,
    // Nothing as a data: address, so that the page can run under `img-src 'self'`.
    assetsInlineLimit: 0,
    // MapLibre is one lazy chunk of about 1 MB; the first load has a budget of its own.
    chunkSizeWarningLimit: 1200,
    rolldownOptions: { output: { codeSplitting: CHUNKS } },
  },
  worker: { format: 'es' },
  server: { port: 4351, proxy: { '/api': server, '/map': server } },
});
