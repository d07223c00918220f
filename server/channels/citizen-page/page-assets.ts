import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Html, html, trusted } from '#platform/html';

const DIST = join(import.meta.dirname, '../../../dist/citizen');

export type PageAssets = {
  /** Style and script of the page, for its head. */
  head: Html;
  /** Its icons, each drawn by `<use>`. */
  icons: Html;
  /**
   * What the page may load. One style stands in the page, so that the first sight needs no second answer; it is allowed by its hash.
   * `reached`: who else is asked by this page, and by no other.
   */
  policy(reached?: { map?: readonly string[]; line?: readonly string[] }): string;
};

/** What the page build made. Without it (in tests of the server) the page is plain, and works. */
export function readPageAssets(dist: string = DIST): PageAssets {
  const index = join(dist, 'index.html');
  const built = existsSync(index) ? readFileSync(index, 'utf8') : '';
  const script = /<script[^>]+src="([^"]+)"/.exec(built)?.[1];
  const styles = /<link[^>]+href="\/citizen\/([^"]+\.css)"/.exec(built)?.[1];
  const css = styles ? readFileSync(join(dist, styles), 'utf8').trim() : '';
  return {
    head: html`${css && trusted(`<style>${css}</style>`)}${script && html`<script type="module" src="${script}"></script>`}`,
    icons: trusted(readFileSync(join(import.meta.dirname, 'icons.svg'), 'utf8').replaceAll(/\n\s*/g, '')),
    policy({ map = [], line = [] } = {}) {
      return [
        "default-src 'none'",
        "script-src 'self'",
        ["img-src 'self' blob:", ...map].join(' '),
        ["connect-src 'self'", ...map, ...line].join(' '),
        "form-action 'self'",
        `style-src '${css ? `sha256-${createHash('sha256').update(css).digest('base64')}` : 'none'}'`,
        ...["base-uri 'none'", "frame-ancestors 'none'", "object-src 'none'", "manifest-src 'self'"],
        "worker-src 'self'",
      ].join('; ');
    },
  };
}
