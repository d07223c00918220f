import type { Plugin } from 'vite';

/** Writes which files the page consists of, so that a phone can keep them all for when there is no signal. */
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
