import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = new URL('.', import.meta.url).pathname;

export default defineConfig({
  root: here,
  plugins: [react()],
  build: {
    outDir: `${here}../../dist/simulator`,
    emptyOutDir: true,
    // MapLibre is one chunk of about 1 MB, loaded only when someone opens the location picker.
    chunkSizeWarningLimit: 1200,
  },
  worker: { format: 'es' },
  server: { port: 4101, proxy: { '/simulator': process.env.SIMULATOR_URL ?? 'http://127.0.0.1:3100' } },
});
