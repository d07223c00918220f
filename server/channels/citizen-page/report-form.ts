import { textsForScript } from '#contract/citizen-texts';
import { INCIDENT_TYPES } from '#contract/incident-type';
import type { PublicLanguage } from '#contract/languages';
import { type Html, html } from '#platform/html';
import { icon, type Look, renderPage, textsFor } from './page-shell.ts';
import { practiceAddress } from './practice-page.ts';

/** The place whose QR code was scanned: offered, and theirs only when they say so. */
export type OfferedPlace = { code: string; name: string };

export type ReportForm = Look & {
  /** Made by the server for whoever has no script: pressed twice, it is one report. */
  clientId: string;
  offered: OfferedPlace | null;
  /** Nothing is sent anywhere. */
  practice: boolean;
  /** Of the placement that is practised by. */
  practiceCode?: string | undefined;
  /** Our LIFF app, for whoever reads this inside LINE; null for everybody else. */
  liffId: string | null;
  /** Whether the map has streets: the operator's. Ours has outlines only. */
  hasStreets: boolean;
};

/** What the script of the map, its worker and our outlines weigh, for whoever pays for each megabyte; a test holds it. */
export function mapOf(hasStreets: boolean): { isRough: boolean; megabytes: number } {
  return { isRough: !hasStreets, megabytes: hasStreets ? 0.5 : 0.6 };
}

/** What happened, where, and send: one screen, which works without a script. */
export function renderReportForm(form: ReportForm): string {
  const { assets, language, clientId, offered, practice, practiceCode, hasStreets, liffId } = form;
  const t = textsFor(language);
  const more = offered ? `&q=${encodeURIComponent(offered.code)}` : '';
  const addressIn = (one: PublicLanguage): string =>
    practice ? practiceAddress('/r/practice', one, practiceCode) : `/r/?lang=${one}${more}`;
  const texts = textsForScript(language, practice);
  const data = { language, texts, practice, placement: offered, map: mapOf(hasStreets), liffId };
  return renderPage({
    ...{ assets, language, data },
    title: practice ? t.practice : t.docTitle,
    heading: t.title,
    inLanguage: addressIn,
    body: html`<main id="page">
${practice && html`<p class="practice" role="note">${t.practice}</p>`}
<form id="report" method="post" action="${addressIn(language)}">
<input type="hidden" name="clientId" value="${clientId}">
<fieldset class="types"><legend class="unseen">${t.title}</legend>${INCIDENT_TYPES.map((type, at) => typeTile(type, t[`type.${type}`], at))}</fieldset>
${offered && offeredPlace(offered, t['place.at'].replace('{name}', offered.name), t['place.notHere'])}
<div class="where">
<div class="ways"><button type="button" id="locate" class="locate">${icon('place')}<span id="locate-words">${t['place.use']}</span></button></div>
<p id="place-status" class="status" role="status"></p>
<label class="unseen" for="place">${t.place}</label>
<input type="text" id="place" name="place" maxlength="300" autocomplete="off" placeholder="${t['place.hint']}">
</div>
<label class="switch"><input type="checkbox" id="silent" name="silent" value="yes" role="switch">${icon('silent')}<span><b>${t.silent}</b><small>${t.silentHint}</small></span></label>
<p class="hint later">${t.later} · <a href="/r/how?lang=${language}">${t.how}</a></p>
<div class="slot"><button type="submit" class="send">${icon('send')}<span class="loud">${t.send}</span><span class="quiet">${t.sendSilent}</span></button></div>
</form>
</main>`,
  });
}

function typeTile(type: string, name: string, at: number): Html {
  const number = type === 'unknown' ? '?' : `${at + 1}`;
  return html`<label class="tile"><input type="radio" name="type" value="${type}">${icon(type)}<span class="number" aria-hidden="true">${number}</span><span class="name">${name}</span>${icon('check')}</label>`;
}

function offeredPlace({ code }: OfferedPlace, here: string, notHere: string): Html {
  return html`<fieldset class="offered"><input type="hidden" name="placement" value="${code}">
<label class="choice"><input type="radio" name="isHere" value="yes">${icon('pin')}<span>${here}</span>${icon('check')}</label>
<label class="choice"><input type="radio" name="isHere" value="no"><span>${notHere}</span>${icon('check')}</label></fieldset>`;
}
