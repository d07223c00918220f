import { isVague } from '#contract/position';
import type { IncidentEvents } from '#events/incident-events';
import type { NotifiedStatus } from './conversation.ts';
import { call, generalChoices, inTouch, type MessageContent, nobodyCame } from './prompts.ts';
import { formatDistance, formatTime, type Translate } from './translate.ts';

/** News about an incident for its reporters. */
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
      /** The responsible station, if no alert reached anybody there. */
      unheard: string | null;
    }
  | { news: 'en-route'; code: string; etaMinutes: number | null; etaAt: Date | null }
  | { news: 'on-scene' | 'resolved' | 'closed' | 'reopened' | 'cancelled'; code: string }
  | { news: 'transferred' | 'taken-over'; code: string; station: string };

type Setting = { translate: Translate; reportId: string };

/** After a forced "all fine" the phone stays as quiet as after cancelling, until the incident is resolved. */
export function isShownUnderDuress({ news }: Update): boolean {
  return news === 'resolved' || news === 'closed' || news === 'cancelled';
}

/** Renders news as text and buttons. */
export function renderUpdate(update: Update, setting: Setting): MessageContent {
  const { translate, reportId } = setting;
  const line = (text: string): MessageContent => ({
    parts: [{ kind: 'text', text }],
    numbered: [],
    choices: inTouch(translate, reportId),
  });
  switch (update.news) {
    case 'opened':
      return renderOpened(update, setting);
    case 'acknowledged':
      return renderWithEta(translate('acknowledged.title', { station: update.station }), update, setting);
    case 'eta-changed':
      return renderEta(translate('eta-changed.title'), update, setting);
    case 'eta-passed':
      return callFirst(translate('eta-passed', { time: formatTime(update.etaAt) }), setting);
    case 'unanswered':
      return callFirst(describeUnanswered(update, translate), setting);
    case 'en-route':
      return renderWithEta(translate('en-route'), update, setting);
    case 'on-scene':
      return line(translate('on-scene'));
    case 'resolved':
      return {
        ...line(translate('resolved')),
        choices: [nobodyCame(translate, reportId), ...generalChoices(translate, { report: null })],
      };
    case 'closed':
      return renderClosed(update.code, setting);
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

/** The status that the reporter knows after this update. */
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
  // A forced "all fine" lasts until an officer was there.
  const base: NotifiedStatus = duress && !isShownUnderDuress(update) ? { ...known, duress } : known;
  switch (update.news) {
    case 'opened':
    case 'reopened':
      return { ...base, status: 'waiting', since: now.toISOString(), etaAt: null };
    case 'transferred': {
      // Another station is alerted, but the reporter has been waiting all the time.
      const since = base.status === 'waiting' ? base.since : now.toISOString();
      return { ...base, status: 'waiting', since, etaAt: null };
    }
    case 'taken-over':
    case 'eta-passed':
    case 'unanswered':
      return base;
    case 'acknowledged':
      return { ...base, status: 'acknowledged', etaAt: update.etaAt?.toISOString() ?? null };
    case 'eta-changed':
      return { ...base, etaAt: update.etaAt.toISOString() };
    case 'en-route':
      return { ...base, status: 'en-route', etaAt: update.etaAt?.toISOString() ?? base.etaAt };
    case 'closed':
    case 'cancelled':
      return { ...base, status: update.news, etaAt: null, endedAt: now.toISOString() };
    default:
      return { ...base, status: update.news, etaAt: null };
  }
}

/** What has been done about it. In silent mode no agency is named. */
function describeUnanswered(update: Extract<Update, { news: 'unanswered' }>, translate: Translate): string {
  const done =
    update.alerted === 'wider' ? describeWider(update, translate) : translate(`unanswered.${update.alerted}`);
  const { unheard } = update;
  const title =
    unheard && !translate.isSilent ? translate('unanswered.unheard', { station: unheard }) : translate('unanswered');
  return `${title}\n${done}\n${translate('status.call-if-you-can')}`;
}

function describeWider({ station, centre }: Extract<Update, { news: 'unanswered' }>, translate: Translate): string {
  if (translate.isSilent) return translate('unanswered.wider');
  if (station) return translate(centre ? 'unanswered.wider-to' : 'unanswered.station', { station });
  return translate(centre ? 'unanswered.centre' : 'unanswered.wider');
}

/** Calling is the best that is left, so it is the first button. */
function callFirst(text: string, { translate, reportId }: Setting): MessageContent {
  const number = call(translate, '191');
  const others = inTouch(translate, reportId).filter(({ label }) => label !== number.label);
  return { parts: [{ kind: 'text', text }], numbered: [], choices: [number, ...others] };
}

/** Who is alerted, how exact the place is, and what happens next. */
function renderOpened(update: Extract<Update, { news: 'opened' }>, setting: Setting): MessageContent {
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

/** In silent mode no station and no place is named, because somebody may see the screen. */
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

/** The ETA as a large card; plain text if there is no ETA. */
function renderWithEta(
  title: string,
  { code, etaMinutes, etaAt }: { code: string; etaMinutes: number | null; etaAt: Date | null },
  setting: Setting,
): MessageContent {
  const { translate, reportId } = setting;
  if (etaMinutes === null || !etaAt) {
    return { parts: [{ kind: 'text', text: title }], numbered: [], choices: inTouch(translate, reportId) };
  }
  return renderEta(title, { code, etaMinutes, etaAt }, setting);
}

function renderEta(
  title: string,
  { code, etaMinutes, etaAt }: { code: string; etaMinutes: number; etaAt: Date },
  { translate, reportId }: Setting,
): MessageContent {
  const big = translate('card.minutes', { minutes: etaMinutes });
  const lines = [translate('card.about', { time: formatTime(etaAt), code })];
  const label = translate('card.arrives-in');
  return {
    // They should see the time without unlocking the phone; in silent mode the preview only says that there is a message.
    ...(!translate.isSilent && { preview: translate('preview.eta', { minutes: etaMinutes, time: formatTime(etaAt) }) }),
    parts: [{ kind: 'card', tone: 'good', title, label, big, lines, buttons: [] }],
    numbered: [],
    choices: inTouch(translate, reportId),
  };
}

function renderClosed(code: string, { translate, reportId }: Setting): MessageContent {
  const numbered = [1, 2, 3, 4, 5].map((stars) => {
    return { kind: 'answer', label: translate('choice.stars', { stars }), data: `rate:${stars}:${reportId}` } as const;
  });
  const choices = [...numbered, nobodyCame(translate, reportId), call(translate, '1300')];
  return { parts: [{ kind: 'text', text: translate('closed', { code }) }], numbered, choices };
}
