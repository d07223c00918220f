import { isVague } from '#contract/position';
import type { IncidentEvents } from '#events/incident-events';
import type { NotifiedStatus } from './conversation.ts';
import { call, generalChoices, inTouch, type MessageContent, nobodyCame } from './prompts.ts';
import { formatDistance, formatTime, type Translate } from './translate.ts';

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
      alerted: 'again' | 'wider' | 'top' | 'nobody';
      station: string | null;
      centre: boolean;
      /** The responsible station, where no alarm got through to anybody of it. */
      unheard: string | null;
    }
  | { news: 'en-route'; code: string; etaMinutes: number | null; etaAt: Date | null }
  | { news: 'on-scene' | 'resolved' | 'closed' | 'reopened' | 'cancelled'; code: string }
  | { news: 'transferred' | 'taken-over'; code: string; station: string };

type Setting = { translate: Translate; reportId: string };

/** After a forced "all fine" the phone stays as quiet as after a cancelling, until the work is over. */
export function isHeardUnderDuress({ news }: Update): boolean {
  return news === 'resolved' || news === 'closed' || news === 'cancelled';
}

/** Puts news into words and buttons. */
export function renderUpdate(update: Update, setting: Setting): MessageContent {
  const { translate, reportId } = setting;
  const line = (text: string): MessageContent => ({
    parts: [{ kind: 'text', text }],
    numbered: [],
    choices: inTouch(translate, reportId),
  });
  switch (update.news) {
    case 'opened':
      return sayOpened(update, setting);
    case 'acknowledged':
      return sayWithPromise(translate('acknowledged.title', { station: update.station }), update, setting);
    case 'eta-changed':
      return sayPromise(translate('eta-changed.title'), update, setting);
    case 'eta-passed':
      return callFirst(translate('eta-passed', { time: formatTime(update.etaAt) }), setting);
    case 'unanswered':
      return callFirst(sayUnanswered(update, translate), setting);
    case 'en-route':
      return sayWithPromise(translate('en-route'), update, setting);
    case 'on-scene':
      return line(translate('on-scene'));
    case 'resolved':
      return {
        ...line(translate('resolved')),
        choices: [nobodyCame(translate, reportId), ...generalChoices(translate, { report: null })],
      };
    case 'closed':
      return sayClosed(update.code, setting);
    case 'reopened':
      return line(translate('reopened', { code: update.code }));
    case 'cancelled': {
      const choices = [...generalChoices(translate, { report: null }), nobodyCame(translate, reportId)];
      return { ...line(translate('cancelled', { code: update.code })), choices };
    }
    case 'transferred':
    case 'taken-over':
      return line(translate(update.news, { code: update.code, station: update.station }));
  }
}

/** What the reporter knows after hearing it. */
export function statusAfter(update: Update, before: NotifiedStatus | null, now: Date): NotifiedStatus {
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
  const told: NotifiedStatus = duress && !isHeardUnderDuress(update) ? { ...known, duress } : known;
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
function sayUnanswered(update: Extract<Update, { news: 'unanswered' }>, translate: Translate): string {
  const done = update.alerted === 'wider' ? sayWider(update, translate) : translate(`unanswered.${update.alerted}`);
  const { unheard } = update;
  const title =
    unheard && !translate.isSilent ? translate('unanswered.unheard', { station: unheard }) : translate('unanswered');
  return `${title}\n${done}\n${translate('status.call-if-you-can')}`;
}

function sayWider({ station, centre }: Extract<Update, { news: 'unanswered' }>, translate: Translate): string {
  if (translate.isSilent) return translate('unanswered.wider');
  if (station) return translate(centre ? 'unanswered.wider-to' : 'unanswered.station', { station });
  return translate(centre ? 'unanswered.centre' : 'unanswered.wider');
}

/** Calling is what is left to do, so it is the first button. */
function callFirst(text: string, { translate, reportId }: Setting): MessageContent {
  const number = call(translate, '191');
  const others = inTouch(translate, reportId).filter(({ label }) => label !== number.label);
  return { parts: [{ kind: 'text', text }], numbered: [], choices: [number, ...others] };
}

/** Who is told, how well the place is known, and what happens next: only what is so. */
function sayOpened(update: Extract<Update, { news: 'opened' }>, setting: Setting): MessageContent {
  const { translate, reportId } = setting;
  const { code, station, duty } = update;
  const isDeserted = duty === 'nobody' && !translate.isSilent;
  const lines = translate.isSilent ? openedInSilence(update, translate) : openedLines(update, translate);
  const title = translate(isDeserted ? 'opened.nobody' : 'opened.title', { station });
  const big = translate(isDeserted ? 'opened.passing-on' : 'opened.waiting');
  lines.push(translate('opened.code', { code }));
  return {
    parts: [{ kind: 'card', tone: 'neutral', title, big, lines, buttons: [] }],
    numbered: [],
    choices: isDeserted ? callFirst('', setting).choices : inTouch(translate, reportId),
  };
}

/** A hushed screen names no station and no place: whoever looks over the shoulder learns nothing. */
function openedInSilence({ accuracyMetres }: Extract<Update, { news: 'opened' }>, translate: Translate): string[] {
  return [translate('opened.no-call'), ...(isVague(accuracyMetres) ? [translate('opened.send-pin')] : [])];
}

function openedLines(update: Extract<Update, { news: 'opened' }>, translate: Translate): string[] {
  const { station, place, distanceMetres, accuracyMetres, duty, passedOver } = update;
  const where = isVague(accuracyMetres)
    ? [
        `${place} ${translate('opened.about', { distance: formatDistance(translate, accuracyMetres) })}`,
        translate('opened.send-pin'),
      ]
    : [place, translate('opened.distance', { distance: formatDistance(translate, distanceMetres) })];
  return [
    ...(passedOver ? [translate('opened.passed-over', { passedOver, station })] : []),
    ...where,
    ...(duty === 'no-roster' ? [translate('opened.no-roster')] : []),
  ];
}

/** The time as a card that is seen at a glance; a line where no time was promised. */
function sayWithPromise(
  title: string,
  { code, etaMinutes, etaAt }: { code: string; etaMinutes: number | null; etaAt: Date | null },
  setting: Setting,
): MessageContent {
  const { translate, reportId } = setting;
  if (etaMinutes === null || !etaAt) {
    return { parts: [{ kind: 'text', text: title }], numbered: [], choices: inTouch(translate, reportId) };
  }
  return sayPromise(title, { code, etaMinutes, etaAt }, setting);
}

function sayPromise(
  title: string,
  { code, etaMinutes, etaAt }: { code: string; etaMinutes: number; etaAt: Date },
  { translate, reportId }: Setting,
): MessageContent {
  const big = translate('card.minutes', { minutes: etaMinutes });
  const lines = [translate('card.about', { time: formatTime(etaAt), code })];
  const label = translate('card.arrives-in');
  return {
    // Who waits should not have to unlock the phone to know when; a hushed screen says only that there is a message.
    ...(!translate.isSilent && { preview: translate('preview.eta', { minutes: etaMinutes, time: formatTime(etaAt) }) }),
    parts: [{ kind: 'card', tone: 'good', title, label, big, lines, buttons: [] }],
    numbered: [],
    choices: inTouch(translate, reportId),
  };
}

function sayClosed(code: string, { translate, reportId }: Setting): MessageContent {
  const numbered = [1, 2, 3, 4, 5].map((stars) => {
    return { kind: 'answer', label: translate('choice.stars', { stars }), data: `rate:${stars}:${reportId}` } as const;
  });
  const choices = [...numbered, nobodyCame(translate, reportId), call(translate, '1300')];
  return { parts: [{ kind: 'text', text: translate('closed', { code }) }], numbered, choices };
}
