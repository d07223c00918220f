import type { CitizenTextKey } from '#contract/citizen-texts';
import { fillIn } from '#contract/text';
import { type Html, html } from '#platform/html';
import { icon, type Look, renderPage, textsFor } from './page-shell.ts';

/** A practice page: `code` is the placement's, whose event counts who practised; undefined: nobody counts. */
type PracticeLook = Look & { code: string | undefined };
type Answer = string | { text: CitizenTextKey };
type Question = { id: string; ask: CitizenTextKey; answers: readonly Answer[]; right: number };

/** What whoever has practised should know for good: when it is for, when not, and what to do if it fails. */
const QUESTIONS: readonly Question[] = [
  { id: 'locked-in', ask: 'check.locked-in', answers: ['1669', 'ESS'], right: 1 },
  { id: 'not-breathing', ask: 'check.not-breathing', answers: ['1669', '1300'], right: 0 },
  { id: 'nobody-came', ask: 'check.nobody-came', answers: [{ text: 'check.wait' }, { text: 'nobodyCame' }], right: 1 },
];

/** The address of a practice page, with the code that is practised by. */
export function practiceAddress(path: string, language: string, code: string | undefined): string {
  return `${path}?lang=${language}${code === undefined ? '' : `&e=${encodeURIComponent(code)}`}`;
}

/** Whether every question was answered rightly. */
export function hasPassed(form: Readonly<Record<string, string | undefined>>): boolean {
  return QUESTIONS.every(({ id, right }) => form[id] === `${right}`);
}

/** Nobody received anything; three questions say whether it was understood. */
export function renderPracticeEnd({ assets, language, code }: PracticeLook): string {
  const t = textsFor(language);
  const ask = ({ id, ask, answers }: Question): Html =>
    html`<fieldset class="offered check"><legend>${t[ask]}</legend>${answers.map((answer, at) => html`<label class="choice"><input type="radio" name="${id}" value="${at}" required><span>${wordsOf(answer, t)}</span>${icon('check')}</label>`)}</fieldset>`;
  return renderPage({
    ...{ assets, language, title: t.practice, heading: t.practice },
    body: html`<main id="page" class="how"><p class="practice">${t['practice.done']}</p>
<h2>${t.check}</h2>
<form method="post" action="${practiceAddress('/r/practice/check', language, code)}">${QUESTIONS.map(ask)}
<button class="plain">${t['check.send']}</button></form>${ways(language, t)}</main>`,
  });
}

/** What was right, and the answers to what was not. */
export function renderPracticeCheck(
  { assets, language, code }: PracticeLook,
  form: Readonly<Record<string, string | undefined>>,
): string {
  const t = textsFor(language);
  const answered = ({ id, ask, answers, right }: Question): Html => {
    const answer = wordsOf(answers[right] ?? '', t);
    const isRight = form[id] === `${right}`;
    return html`<li>${icon(isRight ? 'check' : 'again')}<span><b>${t[ask]}</b><br>${isRight ? answer : fillIn(t['check.wrong'], { answer })}</span></li>`;
  };
  return renderPage({
    ...{ assets, language, title: t.practice, heading: t.practice },
    body: html`<main id="page" class="how">${hasPassed(form) && html`<p class="practice" role="status">${t['check.passed']}</p>`}
<ul class="lines">${QUESTIONS.map(answered)}</ul>
<p><a class="plain" href="${practiceAddress('/r/practice', language, code)}">${t['practice.start']}</a></p>${ways(language, t)}</main>`,
  });
}

const wordsOf = (answer: Answer, t: ReturnType<typeof textsFor>): string =>
  typeof answer === 'string' ? answer : t[answer.text];

const ways = (language: string, t: ReturnType<typeof textsFor>): Html =>
  html`<p><a class="plain" href="/r/how?lang=${language}">${t.how}</a></p><p><a class="plain" href="/r/?lang=${language}">${t['practice.end']}</a></p>`;
