import { isVague } from '#contract/position';
import type { IncidentEvents } from '#events/incident-events';
import type { Told } from './conversation.ts';
import { call, inTouch, nobodyCame, type Spoken, standing } from './prompts.ts';
import { sayDistance, sayTime, type Words } from './say.ts';

/** News about an incident, as its reporters are told. */
export type Update =
  | {
      news: 'opened';
      code: string;
      station: string;
      place: string;
      distanceMetres: number;
      accuracyMetres: number | null;
      duty: IncidentEvents['incident-opened']['duty'];
      passedOver: string | null;
    }
  | { news: 'acknowledged'; code: string; station: string; etaMinutes: number | null; etaAt: Date | null }
  | { news: 'eta-changed'; code: string; etaMinutes: number; etaAt: Date }
  | { news: 'eta-passed'; code: string; etaAt: Date }
  | {
      news: 'unanswered';
      code: string;
      told: 'again' | 'wider' | 'top' | 'nobody';
      station: string | null;
      centre: boolean;
      /** The responsible station, where no alarm got through to anybody of it. */
      unheard: string | null;
    }
  | { news: 'en-route'; code: string; etaMinutes: number | null; etaAt: Date | null }
  | { news: 'on-scene' | 'resolved' | 'closed' | 'reopened' | 'cancelled'; code: string }
  | { news: 'transferred' | 'taken-over'; code: string; station: string };

type Setting = { words: Words; reportId: string };

/** After a forced "all fine" the phone stays as quiet as after a cancelling, until the work is over. */
export function isHeardUnderDuress({ news }: Update): boolean {
  return news === 'resolved' || news === 'closed' || news === 'cancelled';
}

/** Puts news into words and buttons. */
export function speakUpdate(update: Update, setting: Setting): Spoken {
  const { words, reportId } = setting;
  const line = (text: string): Spoken => ({
    parts: [{ kind: 'text', text }],
    numbered: [],
    choices: inTouch(words, reportId),
  });
  switch (update.news) {
    case 'opened':
      return sayOpened(update, setting);
    case 'acknowledged':
      return sayWithPromise(words('acknowledged.title', { station: update.station }), update, setting);
    case 'eta-changed':
      return sayPromise(words('eta-changed.title'), update, setting);
    case 'eta-passed':
      return callFirst(words('eta-passed', { time: sayTime(update.etaAt) }), setting);
    case 'unanswered':
      return callFirst(sayUnanswered(update, words), setting);
    case 'en-route':
      return sayWithPromise(words('en-route'), update, setting);
    case 'on-scene':
      return line(words('on-scene'));
    case 'resolved':
      return {
        ...line(words('resolved')),
        choices: [nobodyCame(words, reportId), ...standing(words, { report: null })],
      };
    case 'closed':
      return sayClosed(update.code, setting);
    case 'reopened':
      return line(words('reopened', { code: update.code }));
    case 'cancelled': {
      const choices = [...standing(words, { report: null }), nobodyCame(words, reportId)];
      return { ...line(words('cancelled', { code: update.code })), choices };
    }
    case 'transferred':
    case 'taken-over':
      return line(words(update.news, { code: update.code, station: update.station }));
  }
}

/** What the reporter knows after hearing it. */
export function toldAfter(update: Update, before: Told | null, now: Date): Told {
  const {
    duress,
    endedAt: _,
    ...known
  } = before ?? {
    ...{ status: 'waiting' as const, code: update.code, since: now.toISOString(), etaAt: null },
    duress: undefined,
    endedAt: undefined,
  };
  // What was feigned lasts until somebody has been there.
  const told: Told = duress && !isHeardUnderDuress(update) ? { ...known, duress } : known;
  switch (update.news) {
    case 'opened':
    case 'reopened':
      return { ...told, status: 'waiting', since: now.toISOString(), etaAt: null };
    case 'transferred': {
      // Another station rings now, but the reporter has been waiting all along.
      const since = told.status === 'waiting' ? told.since : now.toISOString();
      return { ...told, status: 'waiting', since, etaAt: null };
    }
    case 'taken-over':
    case 'eta-passed':
    case 'unanswered':
      return told;
    case 'acknowledged':
      return { ...told, status: 'acknowledged', etaAt: update.etaAt?.toISOString() ?? null };
    case 'eta-changed':
      return { ...told, etaAt: update.etaAt.toISOString() };
    case 'en-route':
      return { ...told, status: 'en-route', etaAt: update.etaAt?.toISOString() ?? told.etaAt };
    case 'closed':
    case 'cancelled':
      return { ...told, status: update.news, etaAt: null, endedAt: now.toISOString() };
    default:
      return { ...told, status: update.news, etaAt: null };
  }
}

/** What has been done about it, and nothing that has not; a hushed screen names nobody. */
function sayUnanswered(update: Extract<Update, { news: 'unanswered' }>, words: Words): string {
  const done = update.told === 'wider' ? sayWider(update, words) : words(`unanswered.${update.told}`);
  const { unheard } = update;
  const title = unheard && !words.isHushed ? words('unanswered.unheard', { station: unheard }) : words('unanswered');
  return `${title}\n${done}\n${words('status.call-if-you-can')}`;
}

function sayWider({ station, centre }: Extract<Update, { news: 'unanswered' }>, words: Words): string {
  if (words.isHushed) return words('unanswered.wider');
  if (station) return words(centre ? 'unanswered.wider-to' : 'unanswered.station', { station });
  return words(centre ? 'unanswered.centre' : 'unanswered.wider');
}

/** Calling is what is left to do, so it is the first button. */
function callFirst(text: string, { words, reportId }: Setting): Spoken {
  const number = call(words, '191');
  const others = inTouch(words, reportId).filter(({ label }) => label !== number.label);
  return { parts: [{ kind: 'text', text }], numbered: [], choices: [number, ...others] };
}

/** Who is told, how well the place is known, and what happens next: only what is so. */
function sayOpened(update: Extract<Update, { news: 'opened' }>, setting: Setting): Spoken {
  const { words, reportId } = setting;
  const { code, station, duty } = update;
  const isDeserted = duty === 'nobody' && !words.isHushed;
  const lines = words.isHushed ? openedInSilence(update, words) : openedLines(update, words);
  const title = words(isDeserted ? 'opened.nobody' : 'opened.title', { station });
  const big = words(isDeserted ? 'opened.passing-on' : 'opened.waiting');
  lines.push(words('opened.code', { code }));
  return {
    parts: [{ kind: 'card', tone: 'neutral', title, big, lines, buttons: [] }],
    numbered: [],
    choices: isDeserted ? callFirst('', setting).choices : inTouch(words, reportId),
  };
}

/** A hushed screen names no station and no place: whoever looks over the shoulder learns nothing. */
function openedInSilence({ accuracyMetres }: Extract<Update, { news: 'opened' }>, words: Words): string[] {
  return [words('opened.no-call'), ...(isVague(accuracyMetres) ? [words('opened.send-pin')] : [])];
}

function openedLines(update: Extract<Update, { news: 'opened' }>, words: Words): string[] {
  const { station, place, distanceMetres, accuracyMetres, duty, passedOver } = update;
  const where = isVague(accuracyMetres)
    ? [`${place} ${words('opened.about', { distance: sayDistance(words, accuracyMetres) })}`, words('opened.send-pin')]
    : [place, words('opened.distance', { distance: sayDistance(words, distanceMetres) })];
  return [
    ...(passedOver ? [words('opened.passed-over', { passedOver, station })] : []),
    ...where,
    ...(duty === 'no-roster' ? [words('opened.no-roster')] : []),
  ];
}

/** The time as a card that is seen at a glance; a line where no time was promised. */
function sayWithPromise(
  title: string,
  { code, etaMinutes, etaAt }: { code: string; etaMinutes: number | null; etaAt: Date | null },
  setting: Setting,
): Spoken {
  const { words, reportId } = setting;
  if (etaMinutes === null || !etaAt) {
    return { parts: [{ kind: 'text', text: title }], numbered: [], choices: inTouch(words, reportId) };
  }
  return sayPromise(title, { code, etaMinutes, etaAt }, setting);
}

function sayPromise(
  title: string,
  { code, etaMinutes, etaAt }: { code: string; etaMinutes: number; etaAt: Date },
  { words, reportId }: Setting,
): Spoken {
  const big = words('card.minutes', { minutes: etaMinutes });
  const lines = [words('card.about', { time: sayTime(etaAt), code })];
  const label = words('card.arrives-in');
  return {
    // Who waits should not have to unlock the phone to know when; a hushed screen says only that there is a message.
    ...(!words.isHushed && { preview: words('preview.eta', { minutes: etaMinutes, time: sayTime(etaAt) }) }),
    parts: [{ kind: 'card', tone: 'good', title, label, big, lines, buttons: [] }],
    numbered: [],
    choices: inTouch(words, reportId),
  };
}

function sayClosed(code: string, { words, reportId }: Setting): Spoken {
  const numbered = [1, 2, 3, 4, 5].map((stars) => {
    return { kind: 'answer', label: words('choice.stars', { stars }), data: `rate:${stars}:${reportId}` } as const;
  });
  const choices = [...numbered, nobodyCame(words, reportId), call(words, '1300')];
  return { parts: [{ kind: 'text', text: words('closed', { code }) }], numbered, choices };
}
