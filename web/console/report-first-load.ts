import type { Plugin, Rolldown } from 'vite';

/**
 * What a device may fetch before it shows its queue, the map after it: a station on a poor connection must see its alarms.
 * Counted gzipped, fonts as they are; brotli is about a tenth less.
 */
export const FIRST_LOAD_LIMIT = { kb: 200, files: 25 };

/** Written beside the page for the bench: names of files in `dist/console`. */
export type FirstLoad = {
  /** Until a person can sign in. */
  signIn: string[];
  /** Until the queue of a person who is signed in is usable. */
  queue: string[];
  /** Both: a new device. */
  newDevice: string[];
};

/** The entry, or the chunk with a module. */
type Part = 'entry' | RegExp;

/** Other fonts have letters that our own texts do not use. */
const FONTS = /\/(?:thai|latin)-\d+-[\w-]+\.woff2$/;

/**
 * Lists what each first page needs before it is usable (page, scripts with their static imports, styles, and the Thai and
 * Latin fonts), and fails the build if one is over the limit.
 */
export function reportFirstLoad(): Plugin {
  return {
    name: 'report-first-load',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      // When the addresses of later files have been written into the scripts.
      order: 'post',
      async handler(_options, bundle) {
        const always = ['index.html', ...Object.keys(bundle).filter((name) => FONTS.test(name))];
        const needed = (...parts: Part[]) => [
          ...new Set([...always, ...parts.flatMap((part) => loadedBy(part, bundle))]),
        ];
        const [shell, signIn] = [/\/web\/console\/shell\/AreaShell\.tsx$/, /\/sign-in\/SignInPage\.tsx$/];
        const load: FirstLoad = {
          signIn: needed('entry', signIn),
          queue: needed('entry', shell),
          newDevice: needed('entry', shell, signIn),
        };
        for (const [name, files] of Object.entries(load)) {
          let bytes = 0;
          for (const file of files) bytes += await gzippedSize(bundle[file], file);
          const kb = Math.ceil(bytes / 1024);
          console.log(`console first load, ${name}: ${kb} KB gzip in ${files.length} files`);
          if (kb > FIRST_LOAD_LIMIT.kb || files.length > FIRST_LOAD_LIMIT.files)
            this.error(`First load, ${name}: at most ${FIRST_LOAD_LIMIT.kb} KB in ${FIRST_LOAD_LIMIT.files} files.`);
        }
        this.emitFile({ type: 'asset', fileName: 'first-load.json', source: JSON.stringify(load) });
      },
    },
  };
}

/** A chunk and what it imports before it runs, with styles. */
function loadedBy(part: Part, bundle: Rolldown.OutputBundle): string[] {
  const files = new Set<string>();
  const visit = (name: string): void => {
    const chunk = bundle[name];
    if (files.has(name) || chunk?.type !== 'chunk') return;
    files.add(name);
    for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(style);
    for (const next of chunk.imports) visit(next);
  };
  for (const [name, chunk] of Object.entries(bundle)) {
    if (chunk.type !== 'chunk') continue;
    if (part === 'entry' ? chunk.isEntry : chunk.moduleIds.some((id) => part.test(id))) visit(name);
  }
  if (files.size === 0) throw new Error(`no chunk of the build has ${part}`);
  return [...files];
}

async function gzippedSize(
  file: Rolldown.OutputAsset | Rolldown.OutputChunk | undefined,
  name: string,
): Promise<number> {
  const content = file?.type === 'chunk' ? file.code : file?.source;
  if (content === undefined) return 0;
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  // Fonts are compressed already and sent as they are.
  if (name.endsWith('.woff2')) return bytes.byteLength;
  const zipped = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new CompressionStream('gzip'));
  return (await new Response(zipped).arrayBuffer()).byteLength;
}
