import type { Plugin } from 'vite';

/** Lists the files of the page, so that a phone can store them all and works without signal. */
export function listAppFiles(): Plugin {
  return {
    name: 'list-app-files',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const files = Object.keys(bundle).filter((name) => name.startsWith('assets/'));
      this.emitFile({ type: 'asset', fileName: 'app-files.json', source: JSON.stringify(files.sort()) });
    },
  };
}
