import type { WebMessage, WebReportStatus } from '#contract/citizen-report';
import type { CitizenTextKey } from '#contract/citizen-texts';
import { QUESTION_ANSWERS } from '#contract/silent-question';
import { fillIn } from '#contract/text';
import { type Html, html } from '#platform/html';
import { icon, type Look, renderPage, textsFor } from './page-shell.ts';

/** Without a script the page looks again by itself, unless something is being written. */
const REFRESH_SECONDS = 15;
const BANGKOK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Bangkok' });

type Shown = Look & { status: WebReportStatus; isWriting: boolean; done: CitizenTextKey | null };

/** The truth about a report, and what can be done, for whoever has no script. */
export function renderStatusPage({ assets, language, status, isWriting, done }: Shown): string {
  const t = textsFor(language);
  const { code, state, silent, actions, station, incidentCode, etaAt, since, now, places } = status;
  const may = (action: (typeof actions)[number]): boolean => actions.includes(action);
  const isOver = state === 'closed' || state === 'cancelled' || state === 'dropped';
  const address = `/r/${encodeURIComponent(code)}`;
  const heading = silent && `s.${state}` in t ? t[`s.${state}` as CitizenTextKey] : t[`state.${state}`];
  const agency = station?.[language === 'th' ? 'th' : 'en'] ?? t.officer;
  const minutesUntil = (at: string): number => Math.max(1, Math.round((Date.parse(at) - Date.parse(now)) / 60_000));
  const minutesSince = Math.floor((Date.parse(now) - Date.parse(since)) / 60_000);
  const press = (name: string, value: string, words: string, picture?: string, kind = 'plain'): Html =>
    html`<button class="${kind}" name="${name}" value="${value}">${picture && icon(picture)}${words}</button>`;
  return renderPage({
    ...{ assets, language, silent },
    title: silent ? t.docTitleSilent : t.docTitle,
    heading: fillIn(heading, { agency }),
    ...(!isWriting && { refreshSeconds: REFRESH_SECONDS }),
    body: html`<main id="page" class="how">
${done && html`<p class="done" role="status">${icon('check')}${t[done]}</p>`}
${etaAt && (Date.parse(etaAt) > Date.parse(now) ? html`<p>${t['eta.in']} <b class="minutes">${fillIn(t['eta.minutes'], { n: minutesUntil(etaAt) })}</b> ${fillIn(t['eta.about'], { time: BANGKOK.format(new Date(etaAt)) })}</p>` : html`<p class="late">${fillIn(t['eta.passed'], { time: BANGKOK.format(new Date(etaAt)) })}</p>`)}
${state === 'waiting' && html`<p>${fillIn(t.waited, { n: minutesSince })} ${!silent && ` · ${t.callIfYouCan}`}</p>`}
<p>${fillIn(t.code, { code: incidentCode ?? code })} · <a href="${address}">${t.look}</a></p>
<form method="post" action="${address}">
${places.length > 0 && html`<h2>${t.which}</h2>${places.map((place) => press('placeCode', place.code, language === 'th' ? place.th : place.en, 'pin'))}`}
${state === 'unfinished' && html`<label for="place">${t.place}</label><input type="text" id="place" name="place" maxlength="300" autocomplete="off" placeholder="${t['place.hint']}">${press('do', 'place', t.send, 'send', 'main')}`}
${may('nobody-came') && press('do', 'nobody-came', t.nobodyCame, 'nobody')}
${may('cancel') && press('do', 'safe-now', t.safe, 'safe')}
${may('all-fine') && silent && press('do', 'all-fine', t.allFine)}
${status.cancelRequested && may('keep') && press('do', 'keep', t['cancel.keep'])}
${may('rate') && html`<h2>${t.rate}</h2><div class="stars">${['1', '2', '3', '4', '5'].map((stars) => press('stars', stars, stars))}</div>`}
</form>
${isOver && html`<p><a class="plain" href="/r/?lang=${language}">${t.again}</a></p>`}
<section>${may('message') && html`<h2>${t.chat}</h2>`}
${
  isWriting
    ? html`<form method="post" action="${address}"><label class="unseen" for="message">${t.chat}</label><textarea id="message" name="message" rows="3" maxlength="2000"></textarea><input type="hidden" name="messageId" value="${crypto.randomUUID()}">${press('do', 'message', t['chat.send'], 'send', 'main')}
${may('phone') && !silent && html`<h2><label for="phone">${t.phone}</label></h2><input type="tel" id="phone" name="phone" maxlength="40" autocomplete="off">${press('do', 'phone', t['phone.save'])}`}
${may('cancel') && html`<h2>${t['cancel.why']}</h2>${press('do', 'by-mistake', t['cancel.mistake'])}`}</form>`
    : may('message') && html`<a class="plain" href="${address}?write=yes">${t.write}</a>`
}
<ul class="messages">${status.messages.toReversed().map((message) => messageLine(message, t, address))}</ul>
</section>
</main>`,
  });
}

function messageLine(
  { from, text, sender, question }: WebMessage,
  t: ReturnType<typeof textsFor>,
  address: string,
): Html {
  const who = from === 'reporter' ? t.you : (sender ?? (from === 'officer' ? t.officer : 'ESS'));
  const asked =
    question &&
    html`<form method="post" action="${address}"><input type="hidden" name="askedId" value="${question.askedId}">${answersTo(question, t)}</form>`;
  return html`<li class="${from}"><small>${who}</small><p>${question ? t[`q.${question.question}`] : text}</p>${asked}</li>`;
}

function answersTo(question: NonNullable<WebMessage['question']>, t: ReturnType<typeof textsFor>): Html[] {
  const known: readonly string[] = QUESTION_ANSWERS[question.question];
  const words = (answer: string, label: string): string =>
    known.includes(answer) ? t[`a.${answer}` as CitizenTextKey] : label;
  if (question.answer !== null) return [html`<p class="reporter">${words(question.answer, question.answer)}</p>`];
  return question.answers.map(
    ({ answer, label }) => html`<button class="plain" name="answer" value="${answer}">${words(answer, label)}</button>`,
  );
}

/** For whoever opens the address of a report without having reported from this device. */
export function renderLostPage({ assets, language }: Look): string {
  const t = textsFor(language);
  return renderPage({
    ...{ assets, language, title: t.docTitle, heading: t.lost },
    body: html`<main id="page" class="how"><p><a class="plain" href="/r/?lang=${language}">${t.again}</a></p></main>`,
  });
}

/** Said truly: nothing went out. The form is a step back, with what was typed. */
export function renderNotSentPage({ assets, language }: Look, why: string): string {
  const t = textsFor(language);
  return renderPage({
    ...{ assets, language, title: t.docTitle, heading: t.unsent },
    body: html`<main id="page" class="how"><p class="late" role="alert">${why}</p><p>${t['unsent.once']}</p><p>${t['unsent.call']}</p><p><a class="plain" href="/r/?lang=${language}">${t['unsent.try']}</a></p></main>`,
  });
}
