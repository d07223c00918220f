import { groupSerial } from '#contract/certificate-serial';
import type { PublicCertificate } from '#contract/recognition';
import { BUDDHIST } from '#contract/thai-day';
import { escapeHtml } from '#platform/html';
import en from './messages/en.json' with { type: 'json' };
import th from './messages/th.json' with { type: 'json' };

export type PageLanguage = 'th' | 'en';
const TEXTS = { th: th.page, en: en.page };

/** Signed facts that anybody may read. */
type SignedFacts = {
  serial: string;
  number: string;
  kind: 'citizen' | 'officer';
  agency: { name: string };
  givenOn: string;
};
export type PageFacts = {
  checked: PublicCertificate;
  language: PageLanguage;
  /** The domain that people should see in the address. */
  host: string;
  /** What came of a name that was typed; undefined: none was. */
  nameFits: boolean | undefined;
};

function dayOf(day: string, language: PageLanguage): string {
  const at = new Date(`${day}T00:00:00Z`);
  const locale = language === 'th' ? 'th-TH-u-ca-gregory' : 'en-GB';
  const said = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'long' }).format(at);
  return `${said} ${at.getUTCFullYear() + (language === 'th' ? BUDDHIST : 0)}`;
}

const SIGNS = { valid: '✓', revoked: '✕', altered: '!', unknown: '?' };

/** The public page of a certificate: no script, nothing from elsewhere, and nothing of an incident. */
export function writeCertificatePage({ checked, language, host, nameFits }: PageFacts): string {
  const texts = TEXTS[language];
  const { state, document, disclosed, revokedOn } = checked;
  const signed: SignedFacts | undefined = document === null ? undefined : JSON.parse(document);
  const holder = disclosed ? disclosed.content.slice(1).filter(Boolean).join(' · ') : texts.private;
  const facts =
    signed && state !== 'altered'
      ? [
          [texts.number, signed.number],
          [texts.agency, signed.agency.name],
          [texts.day, dayOf(signed.givenOn, language)],
          [texts.kind, texts.kinds[signed.kind]],
          [texts.holder, holder],
          [texts.serial, groupSerial(signed.serial)],
        ]
      : [];
  const under =
    state === 'revoked' && revokedOn
      ? `${texts.revokedOn} ${dayOf(revokedOn, language)}`
      : state === 'unknown'
        ? texts.unknownHint
        : '';
  const self = signed ? `/v/${groupSerial(signed.serial)}` : undefined;
  const other = language === 'th' ? 'en' : 'th';
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex,nofollow"><title>${texts.title}</title><link rel="stylesheet" href="/v/page.css"></head>
<body><main><h1>${texts.title}</h1>
<p class="state ${state}" role="status"><span class="sign" aria-hidden="true">${SIGNS[state]}</span><span><strong>${texts.states[state]}</strong>${under && `<br>${under}`}</span></p>
${facts.length > 0 ? `<dl>${facts.map(([label = '', text = '']) => `<div><dt>${label}</dt><dd>${escapeHtml(text)}</dd></div>`).join('')}</dl>` : ''}
${
  self && state !== 'altered'
    ? `<form method="post" action="${self}?lang=${language}"><label for="name">${texts.askName}</label><div><input id="name" name="name" maxlength="150" autocomplete="off" required><button>${texts.check}</button></div>${nameFits === undefined ? '' : `<p role="status" class="${nameFits ? 'fits' : 'fits-not'}">${nameFits ? `✓ ${texts.fits}` : `✕ ${texts.fitsNot}`}</p>`}</form>`
    : ''
}
<p class="quiet">${texts.domain} <strong>${escapeHtml(host)}</strong></p>
<p class="quiet">${self ? `<a href="${self}?lang=${other}" lang="${other}">${texts.other}</a> · <a href="${self}.json">${texts.json}</a>` : ''}</p>
</main></body></html>`;
}

/** Light and dark, 320 px and up; no font of our own. */
export const PAGE_CSS = `:root{color-scheme:light dark;--ink:#16212b;--quiet:#47545f;--paper:#fff;--line:#b9c3cc;--good:#0b5c33;--bad:#9b1c1c;--warn:#6b4a00;--tint:#f2f5f7}
@media(prefers-color-scheme:dark){:root{--ink:#f1f5f8;--quiet:#b9c5cf;--paper:#10181f;--line:#4a5965;--good:#7fe0ac;--bad:#ffaaa5;--warn:#ffd479;--tint:#1a242d}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.6 "Noto Sans Thai",Sarabun,"Leelawadee UI",Thonburi,system-ui,sans-serif}
main{max-width:34rem;margin:0 auto;padding:1.25rem 1rem 2rem}h1{font-size:1.25rem;margin:.25rem 0 1rem}
.state{display:flex;gap:.75rem;align-items:center;margin:0 0 1rem;padding:1rem;border:2px solid;border-radius:.75rem;font-size:1.25rem;line-height:1.4}
.sign{flex:none;width:2.5rem;height:2.5rem;border-radius:50%;border:2px solid;display:grid;place-items:center;font-weight:700}
.valid{color:var(--good)}.revoked,.altered{color:var(--bad)}.unknown{color:var(--warn)}
dl{margin:0 0 1.25rem}dl div{display:flex;flex-wrap:wrap;gap:0 1rem;padding:.5rem 0;border-bottom:1px solid var(--line)}dt{flex:0 0 7.5rem;color:var(--quiet)}dd{flex:1 1 12rem;margin:0;font-weight:600;overflow-wrap:anywhere}
form{background:var(--tint);border-radius:.75rem;padding:1rem;margin:0 0 1rem}label{display:block;margin-bottom:.5rem}form div{display:flex;flex-wrap:wrap;gap:.5rem}
input{flex:1 1 12rem;min-width:0;min-height:3rem;padding:0 .75rem;font:inherit;color:inherit;background:var(--paper);border:1px solid var(--quiet);border-radius:.5rem}
button{min-height:3rem;padding:0 1.25rem;font:inherit;font-weight:600;color:var(--paper);background:var(--ink);border:0;border-radius:.5rem}
.fits{color:var(--good);font-weight:600;margin:.75rem 0 0}.fits-not{color:var(--bad);font-weight:600;margin:.75rem 0 0}
.quiet{color:var(--quiet);font-size:.9375rem;margin:.5rem 0}a{color:inherit;display:inline-block;padding:.5rem 0}
:focus-visible{outline:3px solid currentColor;outline-offset:2px}`;
