import type { Plugin } from 'vite';

/**
 * The aim is 200 KB in 25 requests: a station on a poor connection must see its alarms; the map is loaded after.
 * This is today's size, and no build may be larger. Counted gzipped; brotli is about a tenth less.
 */
export const FIRST_LOAD_BUDGET_KB = 307;

/**
 * Adds up what a browser loads before the queue is on the screen (page, entry and area shell with their static imports,
 * styles, and the Thai and Latin fonts), gzipped, and fails the build if it is over the budget.
 */
export function reportFirstLoad(): Plugin {
  return {
    name: 'report-first-load',
    apply: 'build',
    async generateBundle(_options, bundle) {
      const files = new Set<string>(['index.html']);
      const visit = (name: string): void => {
        const chunk = bundle[name];
        if (files.has(name) || chunk?.type !== 'chunk') return;
        files.add(name);
        for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(style);
        for (const next of chunk.imports) visit(next);
      };
      for (const [name, chunk] of Object.entries(bundle)) {
        if (chunk.type === 'chunk' && (chunk.isEntry || chunk.name === 'area-shell')) visit(name);
      }
      for (const name of Object.keys(bundle)) if (name.endsWith('.woff2')) files.add(name);

      let bytes = 0;
      for (const name of files) bytes += await gzippedSize(bundle[name], name);
      const kb = Math.round(bytes / 1024);
      console.log(`console first load without the map: ${kb} KB gzip of ${FIRST_LOAD_BUDGET_KB}`);
      if (kb > FIRST_LOAD_BUDGET_KB)
        this.error(`The console's first load is ${kb} KB gzip; the budget is ${FIRST_LOAD_BUDGET_KB} KB.`);
    },
  };
}

async function gzippedSize(
  file: { type: string; code?: string; source?: string | Uint8Array } | undefined,
  name: string,
) {
  const content = file?.type === 'chunk' ? file.code : file?.source;
  if (content === undefined) return 0;
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  // Fonts are compressed already and sent as they are.
  if (name.endsWith('.woff2')) return bytes.byteLength;
  const zipped = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new CompressionStream('gzip'));
  return (await new Response(zipped).arrayBuffer()).byteLength;
}
