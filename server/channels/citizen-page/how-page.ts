import { CLAUSES, HOW_TEXTS } from '#contract/citizen-texts';
import { type Html, html } from '#platform/html';
import { icon, type Look, renderPage, textsFor } from './page-shell.ts';

/** How to use it, in pictures and at most eight words a line; what stays behind is said here, before the moment. */
export function renderHowPage({ assets, language }: Look): string {
  const t = HOW_TEXTS[language].texts;
  const citizen = textsFor(language);
  const lines = (name: string, texts: readonly [iconName: string, text: string][]): Html =>
    html`<h2>${name}</h2><ul class="lines">${texts.map(([picture, text]) => html`<li>${icon(picture)}<span>${text}</span></li>`)}</ul>`;
  const numbers: [number: string, picture: string, when: string, what: string][] = [
    ['191', 'phone', t['when.191'], t['when.191b']],
    ['1669', 'ill', t['when.1669'], t['when.1669b']],
    ['1300', 'home', t['when.1300'], t['when.1300b']],
  ];
  return renderPage({
    ...{ assets, language, title: t.title, heading: t.title },
    inLanguage: (one) => `/r/how?lang=${one}`,
    body: html`<main id="page" class="how">
<h2>${t.when}</h2>
<ul class="numbers">
<li><a href="/r/?lang=${language}">${icon('send')}<b>ESS</b><span>${t['when.ess']}<br><small>${t['when.ess2']}</small></span></a></li>
${numbers.map(([number, picture, when, what]) => html`<li><a href="tel:${number}">${icon(picture)}<b>${number}</b><span>${when}<br><small>${what}</small></span></a></li>`)}
</ul>
<h2>${t.do}</h2>
<ol class="steps"><li>${icon('threat-or-assault')}<span>${t['do.1']}</span></li><li>${icon('pin')}<span>${t['do.2']}</span></li><li>${icon('send')}<span>${t['do.3']}</span></li></ol>
<p><a class="plain" href="/r/practice?lang=${language}">${citizen['practice.start']}</a></p>
${lines(t.after, [
  ['check', t['after.1']],
  ['clock', t['after.2']],
  ['again', t['after.3']],
  ['nobody', t['after.4']],
])}
${lines(t.quiet, [
  ['silent', t['quiet.1']],
  ['phone', t['quiet.2']],
  ['unknown', t['quiet.3']],
  ['safe', t['quiet.4']],
])}
${lines(t.leave, [
  ['exit', t['leave.1']],
  ['send', t['leave.2']],
  ['clock', t['leave.3']],
  ['kept', t['leave.4']],
])}
<h2>${t.law}</h2>
<ul class="lines"><li>${icon('safe')}<span>${t['law.good']}<cite lang="th">${CLAUSES.goodFaith}</cite></span></li><li>${icon('law')}<span>${t['law.false']}<cite lang="th">${CLAUSES.falseReport}</cite></span></li></ul>
<p><a class="plain" href="/r/?lang=${language}">${t.back}</a></p>
</main>`,
  });
}
