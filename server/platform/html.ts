/** Markup that is safe to send: made by `html`, so everything put into it was escaped. */
export type Html = { readonly markup: string };
type Part = Html | string | number | false | null | undefined | readonly Part[];

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as it is written between tags or inside an attribute in quotes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPED[sign] ?? '');

/** A template whose values are text, never markup, unless they were made by it too. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { markup: strings.reduce((whole, next, at) => whole + asMarkup(parts[at - 1]) + next) };
}

/** Our own files as they are: never for what anybody typed. */
export const trusted = (markup: string): Html => ({ markup });

function asMarkup(part: Part): string {
  if (part === false || part === null || part === undefined) return '';
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(`${part}`);
  if ('markup' in part) return part.markup;
  return part.map(asMarkup).join('');
}

/** A value for a script to read with `JSON.parse`: data, which no browser runs. */
export function dataFor(id: string, value: unknown): Html {
  // The only sign that could end the element.
  return trusted(
    `<script type="application/json" id="${id}">${JSON.stringify(value).replaceAll('<', '\\u003c')}</script>`,
  );
}
