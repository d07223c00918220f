import { NEUTRAL_ADDRESS } from '#contract/citizen-report';
import { CITIZEN_TEXTS, type CitizenTexts } from '#contract/citizen-texts';
import { LANGUAGE_TAGS, LANGUAGES, NATIVE_NAMES, type PublicLanguage } from '#contract/languages';
import { dataFor, type Html, html } from '#platform/html';
import type { PageAssets } from './page-assets.ts';

export type Look = { assets: PageAssets; language: PublicLanguage };

export const textsFor = (language: PublicLanguage): CitizenTexts => CITIZEN_TEXTS[language].texts;

/** An icon beside a word that says the same. */
export const icon = (name: string): Html =>
  html`<svg class="icon" aria-hidden="true" focusable="false"><use href="#i-${name}"/></svg>`;

type Page = Look & {
  title: string;
  /** The address of this page in another language; none where that would lose what is on it. */
  inLanguage?: (language: PublicLanguage) => string;
  heading: string;
  body: Html;
  /** Only what a script is to know: the texts of its language, and what the server found out. */
  data?: unknown;
  refreshSeconds?: number;
  silent?: boolean;
};

/** The frame of every page: the way out and 191 in a row that never moves and comes first for keyboards and readers. */
export function renderPage({
  assets,
  language,
  title,
  inLanguage,
  heading,
  body,
  data,
  refreshSeconds,
  silent = false,
}: Page): string {
  const t = textsFor(language);
  return `<!doctype html>\n${
    html`<html lang="${LANGUAGE_TAGS[language]}"${silent && html` class="silent"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex, nofollow">
<meta name="format-detection" content="telephone=no">
<meta name="description" content="ESS Help Me">
<title>${title}</title>
<link rel="icon" href="/citizen/icon.svg" type="image/svg+xml">
${refreshSeconds !== undefined && html`<noscript><meta http-equiv="refresh" content="${refreshSeconds}"></noscript>`}
${assets.head}
</head>
<body>
${assets.icons}
<nav class="bar" aria-label="${t.exit}">
<a id="exit" class="exit" href="/r/exit" data-to="${NEUTRAL_ADDRESS}" rel="noreferrer nofollow">${icon('exit')}${t.exit}</a>
<a class="call" href="tel:191">${icon('phone')}<span id="call-words">${silent ? t['s.call'] : t.call191}</span></a>
<p id="exit-progress" role="status"></p>
</nav>
<header>
<h1 id="heading" tabindex="-1">${heading}</h1>
${
  inLanguage &&
  html`<details class="language"><summary aria-label="${t.language}: ${NATIVE_NAMES[language]}">${icon('language')}<span>${NATIVE_NAMES[language]}</span></summary>
<ul>${LANGUAGES.map((one) => html`<li><a href="${inLanguage(one)}" lang="${LANGUAGE_TAGS[one]}" hreflang="${LANGUAGE_TAGS[one]}"${one === language && html` aria-current="true"`}>${NATIVE_NAMES[one]}</a></li>`)}</ul></details>`
}
</header>
${body}
${data !== undefined && dataFor('page-data', data)}
</body>
</html>`.markup
  }`;
}
