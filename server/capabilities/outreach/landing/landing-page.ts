import { createHash } from 'node:crypto';
import { NEUTRAL_ADDRESS } from '#contract/citizen-report';
import { CITIZEN_TEXTS, describeFiles } from '#contract/citizen-texts';
import { LANGUAGE_TAGS, LANGUAGES, NATIVE_NAMES, type PublicLanguage } from '#contract/languages';
import { formatPlacementCode, placementText } from '#contract/placement-code';
import { escapeHtml } from '#platform/html';
import en from '../../../../contract/texts/landing.en.json' with { type: 'json' };
import km from '../../../../contract/texts/landing.km.json' with { type: 'json' };
import lo from '../../../../contract/texts/landing.lo.json' with { type: 'json' };
import my from '../../../../contract/texts/landing.my.json' with { type: 'json' };
import th from '../../../../contract/texts/landing.th.json' with { type: 'json' };
import zh from '../../../../contract/texts/landing.zh.json' with { type: 'json' };

type Texts = Readonly<Record<keyof typeof th.texts, string>>;
const FILES: Readonly<Record<PublicLanguage, { checkedBy: string | null; texts: Texts }>> = { th, en, my, lo, km, zh };

/** Texts of the page behind a code, for whoever checks translations. */
export const TRANSLATED_LANDING_FILES = describeFiles({ landing: FILES });

export type LandingPage = {
  language: PublicLanguage;
  /** The code of the address, if it is one that is known. */
  code: string | undefined;
  /** Where they are if they are at the placement: offered, never taken for granted. */
  place: { name: string; area: string } | undefined;
  /** Whether practising is offered, which goes nowhere. */
  offersPractice: boolean;
  /** Our account in LINE, with its @; without one only the web page is offered. */
  lineAccount: string | undefined;
};

const STYLE = `:root{color-scheme:light dark;--ink:#14202b;--soft:#43525f;--back:#fff;--card:#eef2f5;--edge:#5b6b78;--line:#0b5d3b;--strong:#14202b;--on-strong:#fff;--call:#a3121b}
@media (prefers-color-scheme:dark){:root{--ink:#f2f5f7;--soft:#c3ced6;--back:#10181f;--card:#1d2831;--edge:#93a3af;--strong:#f2f5f7;--on-strong:#10181f;--call:#ff9d9d}}
*{box-sizing:border-box}body{margin:0;background:var(--back);color:var(--ink);font:1.0625rem/1.5 system-ui,-apple-system,"Noto Sans Thai","Noto Sans Myanmar","Noto Sans Khmer","Noto Sans Lao",sans-serif;min-height:100vh;display:flex;flex-direction:column}
main{flex:1;width:100%;max-width:30rem;margin:0 auto;padding:1.25rem 1rem;display:grid;gap:.875rem;align-content:start}
h1{font-size:1.625rem;line-height:1.35;margin:0 0 .25rem}p{margin:0;overflow-wrap:anywhere}.soft{color:var(--soft)}.code{white-space:nowrap}
.place{background:var(--card);border-radius:.75rem;padding:.875rem 1rem}.place b{display:block;font-size:1.1875rem}
a{color:inherit}.button{display:block;min-height:3.25rem;padding:.75rem 1rem;border:2px solid var(--edge);border-radius:.75rem;text-decoration:none;text-align:center}
.button b{display:block;font-size:1.1875rem}.big{text-align:left;padding:.875rem 1.125rem}.line{background:var(--line);border-color:var(--line);color:#fff}
a:focus-visible{outline:3px solid #1f6feb;outline-offset:3px}
ul{list-style:none;margin:.25rem 0 0;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(6.25rem,1fr));gap:.5rem}
ul .button{min-height:3rem;padding:.5rem .25rem;border-width:1px}ul .button[aria-current]{border-width:3px;font-weight:700}
nav.row{position:sticky;bottom:0;background:var(--back);border-top:1px solid var(--edge);padding:.625rem 1rem calc(.625rem + env(safe-area-inset-bottom))}
nav.row div{max-width:28rem;margin:0 auto;display:grid;grid-template-columns:1fr 1fr;gap:.75rem}
.exit{background:var(--strong);border-color:var(--strong);color:var(--on-strong);font-weight:700}.call{color:var(--call);border-color:var(--call);font-weight:700}
@media (max-height:32rem),(max-width:14rem){nav.row{position:static}}
@media (forced-colors:active){.button{border-color:LinkText}}`;

/**
 * Counted when it is painted and seen, or when a button is tapped; without script only by the tapped button's own address. An
 * app is opened most surely by its own address, so the script puts that into the link.
 */
const SCRIPT = `(function(){var d=document,p=d.body.dataset.count;function say(s){if(p&&navigator.sendBeacon)navigator.sendBeacon(p+s)}
d.querySelectorAll('a[data-to]').forEach(function(a){a.href=a.dataset.to;a.addEventListener('click',function(){say(a.dataset.step)})});
d.querySelector('.exit').addEventListener('click',function(e){e.preventDefault();d.documentElement.hidden=true;location.replace(this.href)});
function seen(){if(d.visibilityState==='visible'){d.removeEventListener('visibilitychange',seen);requestAnimationFrame(function(){setTimeout(function(){say('opened')},0)})}}
d.addEventListener('visibilitychange',seen);seen()})();`;

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing but this style and this script runs, and nothing is fetched from anybody. */
export const LANDING_POLICY = [
  ...["default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "connect-src 'self'"],
  'img-src data:',
  ...[`style-src ${hashOf(STYLE)}`, `script-src ${hashOf(SCRIPT)}`],
].join('; ');

/** The address that opens our chat, with the code typed already; they send it themselves. */
export function lineAddress(account: string, code: string | undefined): string {
  const id = encodeURIComponent(account);
  if (code === undefined) return `https://line.me/R/ti/p/${id}`;
  return `https://line.me/R/oaMessage/${id}/?${encodeURIComponent(placementText(code))}`;
}

/** The address of the page where they report. */
export const webAddress = (code: string | undefined): string => (code === undefined ? '/r/' : `/r/?q=${code}`);

/** The page behind a code: in a shop, so it names no violence, and the same for LINE and the web. */
export function renderLandingPage({ language, code, place, offersPractice, lineAccount }: LandingPage): string {
  const { texts } = FILES[language];
  const text = (key: keyof Texts) => escapeHtml(texts[key]);
  // Who says that they are elsewhere is not sent with the code.
  const claimed = place && code;
  const own = code === undefined ? '' : `/q/${code}`;
  const big = (step: 'to-line' | 'to-web', to: string, name: keyof Texts, hint: keyof Texts) =>
    `<a class="button big${step === 'to-line' ? ' line' : ''}" rel="nofollow" data-step="${step}" data-to="${escapeHtml(to)}" href="${escapeHtml(
      own ? `${own}/${step}${claimed ? '' : '?elsewhere=1'}` : to,
    )}"><b>${text(name)}</b>${text(hint)}</a>`;
  const languages = LANGUAGES.map((one) => {
    const current = one === language ? ' aria-current="true"' : '';
    const query = `?l=${one}${place || !code ? '' : '&amp;elsewhere=1'}`;
    return `<li><a class="button" rel="nofollow" lang="${LANGUAGE_TAGS[one]}"${current} href="${query}">${NATIVE_NAMES[one]}</a></li>`;
  }).join('');
  return `<!doctype html>
<html lang="${LANGUAGE_TAGS[language]}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover"><meta name="robots" content="noindex,nofollow"><title>ESS</title><link rel="icon" href="data:,"><style>${STYLE}</style></head>
<body${own ? ` data-count="${own}/count/"` : ''}><main><h1>${text('heading')}</h1>
${
  place
    ? `<div class="place"><p class="soft">${text('youAre')}</p><p><b>${escapeHtml(place.name)}</b><span class="soft">${escapeHtml(place.area)}</span></p></div>
<a class="button" rel="nofollow" href="?l=${language}&amp;elsewhere=1">${text('notHere')}</a>`
    : ''
}
${lineAccount === undefined ? '' : big('to-line', lineAddress(lineAccount, claimed || undefined), 'openLine', 'openLineHint')}
${big('to-web', webAddress(claimed || undefined), 'openWeb', 'openWebHint')}
${offersPractice && code ? `<a class="button" rel="nofollow" href="/r/practice?lang=${language}&amp;e=${code}">${escapeHtml(CITIZEN_TEXTS[language].texts['practice.start'])}</a>` : ''}
<nav aria-label="${text('language')}"><ul>${languages}</ul></nav>
${own ? `<p class="soft">${text('counted')}${code ? ` · <span class="code">${formatPlacementCode(code)}</span>` : ''}</p>` : ''}
</main><nav class="row" aria-label="191"><div><a class="button exit" rel="nofollow noreferrer" href="${NEUTRAL_ADDRESS}">${text('exit')}</a><a class="button call" href="tel:191">${text('call')}</a></div></nav>
<script>${SCRIPT}</script></body></html>
`;
}
