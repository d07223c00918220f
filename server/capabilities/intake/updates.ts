import { isVague } from '#contract/vague-place';
import type { IncidentEvents } from '#events/incident-events';
import type { Choice } from '#events/outgoing-message';
import type { NotifiedStatus } from './conversation.ts';
import { call, generalChoices, inTouch, type MessageContent, nobodyCame } from './prompts.ts';
import { formatDay, formatDistance, formatTime, type Translate } from './translate.ts';

/** The events of an incident that its reporters are notified of. */
export const NEWS = [
  'incident-opened',
  'incident-acknowledged',
  'incident-eta-changed',
  'incident-eta-passed',
  'incident-unanswered',
  'incident-en-route',
  'incident-on-scene',
  'incident-resolved',
  'incident-closed',
  'incident-reopened',
  'incident-cancelled',
  'incident-transferred',
  'incident-taken-over',
  'finding-proposed',
  'finding-confirmed',
  'finding-appealed',
  'finding-appeal-decided',
  'finding-withdrawn',
  'finding-appeal-late',
] as const satisfies (keyof IncidentEvents)[];
type NewsKind = (typeof NEWS)[number];
type FindingNews = Extract<NewsKind, `finding-${string}`>;
/** News about an incident for its reporters: the event itself. */
export type News<Kind extends NewsKind = NewsKind> = {
  [Each in Kind]: { kind: Each; payload: IncidentEvents[Each] };
}[Kind];

/** `code`: the number that this reporter knows; after a merge it is not the incident's. */
type Setting = { translate: Translate; reportId: string; code: string };

/** After a forced "all fine" the phone stays as quiet as after cancelling, until the incident is resolved. */
export function isShownUnderDuress({ kind }: News): boolean {
  return kind === 'incident-resolved' || kind === 'incident-closed' || kind === 'incident-cancelled';
}

/** Renders news as text and buttons. */
export function renderNews({ kind, payload }: News, setting: Setting): MessageContent {
  const { translate, reportId, code } = setting;
  const line = (text: string): MessageContent => ({
    parts: [{ kind: 'text', text }],
    choices: inTouch(translate, reportId),
  });
  switch (kind) {
    case 'incident-opened':
      return renderOpened(payload, setting);
    case 'incident-acknowledged': {
      const station = inLanguage(translate, payload.stationTh, payload.stationEn);
      return renderWithEta(translate('acknowledged.title', { station }), payload, setting);
    }
    case 'incident-eta-changed':
      return renderEta(translate('eta-changed.title'), payload, setting);
    case 'incident-eta-passed':
      return callFirst(translate('eta-passed', { time: formatTime(payload.etaAt) }), setting);
    case 'incident-unanswered':
      return callFirst(describeUnanswered(payload, translate), setting);
    case 'incident-en-route':
      return renderWithEta(translate('en-route'), payload, setting);
    case 'incident-on-scene':
      return line(translate('on-scene'));
    case 'incident-resolved':
      return {
        ...line(translate('resolved')),
        choices: [nobodyCame(translate, reportId), ...generalChoices(translate, { report: null })],
      };
    case 'incident-closed':
      return renderClosed(setting);
    case 'incident-reopened':
      return line(translate('reopened', { code }));
    case 'incident-cancelled': {
      const choices = [...generalChoices(translate, { report: null }), nobodyCame(translate, reportId)];
      return { ...line(translate('cancelled', { code })), choices };
    }
    case 'incident-transferred':
    case 'incident-taken-over': {
      const station = inLanguage(translate, payload.stationTh, payload.stationEn);
      return line(translate(kind === 'incident-transferred' ? 'transferred' : 'taken-over', { code, station }));
    }
    case 'finding-proposed': {
      const until = `${formatDay(translate, payload.answerBy)} ${formatTime(payload.answerBy)}`;
      return aboutEnded(translate('finding.hearing', { code, until }), setting);
    }
    case 'finding-confirmed':
      return renderNotice(payload, setting);
    case 'finding-appealed':
      return aboutEnded(translate('finding.appealed'), setting);
    case 'finding-appeal-decided': {
      const isRead = payload.notice === 'sent';
      if (payload.outcome === 'overturn')
        return aboutEnded(translate(isRead ? 'finding.overturned' : 'finding.sorry', { code }), setting);
      const upheld = isRead
        ? translate('finding.upheld', { code, reason: payload.reason })
        : translate('finding.pointed', { code });
      return aboutEnded(upheld, setting);
    }
    case 'finding-withdrawn':
      return aboutEnded(translate('finding.withdrawn', { code }), setting);
    case 'finding-appeal-late':
      return aboutEnded(translate('appeal-too-late'), setting);
  }
}

/** The report has ended; whoever needs help now begins a new one. */
function aboutEnded(text: string, { translate }: Setting, ...first: Choice[]): MessageContent {
  return { parts: [{ kind: 'text', text }], choices: [...first, ...generalChoices(translate, { report: null })] };
}

/** What was found, why, by which clause, what follows until when, and how to appeal. In silent mode only that there is something. */
function renderNotice(payload: IncidentEvents['finding-confirmed'], setting: Setting): MessageContent {
  const { translate, code } = setting;
  const appeal: Choice = { kind: 'answer', label: translate('choice.appeal'), data: `appeal::${payload.findingId}` };
  if (translate.isSilent) return aboutEnded(translate('finding.pointed', { code }), setting);
  if (payload.notice !== 'sent') return aboutEnded(translate('finding.pointed', { code }), setting, appeal);
  const names = (both: { th: string; en: string }) => both[translate.names];
  const lines = [
    translate('finding.notice.why', { reason: payload.reason }),
    ...payload.clauses.map((one) =>
      translate('finding.notice.clause', { clause: names(one.clause), text: names(one) }),
    ),
    ...payload.measures.map(({ kind, until }) =>
      translate(`finding.measure.${kind}`, { until: formatDay(translate, until) }),
    ),
    ...(payload.appealBy
      ? [translate('finding.notice.appeal', { until: formatDay(translate, payload.appealBy) })]
      : []),
    translate('finding.notice.protected', { clauses: payload.protection.map(names).join(', ') }),
  ];
  return {
    parts: [
      { kind: 'card', tone: 'neutral', title: translate('finding.notice.title', { code }), lines, buttons: [appeal] },
    ],
    choices: generalChoices(translate, { report: null }),
  };
}

/** So long what they write afterwards is read: against a finding, or to ask what there is. */
const READ_AFTERWARDS_MS = 30 * 86_400_000;

function inLanguage<Name>({ names }: Translate, th: Name, en: Name): Name {
  return names === 'th' ? th : en;
}

/** The status that the reporter knows after this update. */
export function statusAfter(news: News, before: NotifiedStatus | null, now: Date): NotifiedStatus {
  const { kind, payload } = news;
  const first: NotifiedStatus = { status: 'waiting', code: payload.code, since: now.toISOString(), etaAt: null };
  const { duress, endedAt: _, ...known } = before ?? first;
  // A forced "all fine" lasts until an officer was there.
  const base: NotifiedStatus = duress && !isShownUnderDuress(news) ? { ...known, duress } : known;
  switch (kind) {
    case 'incident-opened':
    case 'incident-reopened':
      return { ...base, status: 'waiting', since: now.toISOString(), etaAt: null };
    case 'incident-transferred': {
      // Another station is alerted, but the reporter has been waiting all the time.
      const since = base.status === 'waiting' ? base.since : now.toISOString();
      return { ...base, status: 'waiting', since, etaAt: null };
    }
    case 'incident-taken-over':
    case 'incident-eta-passed':
    case 'incident-unanswered':
      return base;
    case 'incident-acknowledged':
      return { ...base, status: 'acknowledged', etaAt: payload.etaAt?.toISOString() ?? null };
    case 'incident-eta-changed':
      return { ...base, etaAt: payload.etaAt.toISOString() };
    case 'incident-en-route':
      return { ...base, status: 'en-route', etaAt: payload.etaAt?.toISOString() ?? base.etaAt };
    case 'incident-closed':
    case 'incident-cancelled':
      return {
        ...base,
        status: kind === 'incident-closed' ? 'closed' : 'cancelled',
        etaAt: null,
        endedAt: now.toISOString(),
      };
    case 'incident-on-scene':
      return { ...base, status: 'on-scene', etaAt: null };
    case 'incident-resolved':
      return { ...base, status: 'resolved', etaAt: null };
    case 'finding-proposed':
    case 'finding-confirmed':
    case 'finding-appealed':
    case 'finding-appeal-decided':
    case 'finding-withdrawn':
    case 'finding-appeal-late':
      return statusWithFinding(news, before ?? first, now);
  }
}

/** A finding changes nothing of how the report stands, only whether somebody reads what they write, and whether they may appeal. */
function statusWithFinding(news: News<FindingNews>, before: NotifiedStatus, now: Date): NotifiedStatus {
  const { listensUntil: _, finding: __, ...known } = before;
  switch (news.kind) {
    case 'finding-proposed':
      return { ...known, listensUntil: news.payload.answerBy.toISOString() };
    case 'finding-confirmed': {
      const { findingId: id, appealBy } = news.payload;
      // Whoever is only told that there is something may ask here what it is.
      const listensUntil = (appealBy ?? new Date(now.getTime() + READ_AFTERWARDS_MS)).toISOString();
      return { ...known, finding: { id, until: appealBy?.toISOString() ?? null }, listensUntil };
    }
    case 'finding-appealed':
      return { ...known, listensUntil: new Date(now.getTime() + READ_AFTERWARDS_MS).toISOString() };
    case 'finding-appeal-decided':
    case 'finding-withdrawn':
    case 'finding-appeal-late':
      return known;
  }
}

/** What the citizen page shows besides, which has no chat to look it up in. */
export function shownAfter({ kind, payload }: News, status: NotifiedStatus): NotifiedStatus {
  const { isUnanswered: _, ...known } = status;
  const station =
    'stationTh' in payload && payload.stationTh
      ? { th: payload.stationTh, en: payload.stationEn ?? payload.stationTh }
      : known.station;
  // What was asked of further stations is no change of who has it.
  const shown: NotifiedStatus = { ...known, ...(station && kind !== 'incident-unanswered' && { station }) };
  const isStillUnanswered =
    kind === 'incident-unanswered' || (status.isUnanswered === true && shown.status === 'waiting');
  return isStillUnanswered ? { ...shown, isUnanswered: true } : shown;
}

/** What has been done about it. In silent mode no agency is named. */
function describeUnanswered(payload: IncidentEvents['incident-unanswered'], translate: Translate): string {
  const done =
    payload.alerted === 'wider' ? describeWider(payload, translate) : translate(`unanswered.${payload.alerted}`);
  const unheard = inLanguage(translate, payload.unheardTh, payload.unheardEn);
  const title =
    unheard && !translate.isSilent ? translate('unanswered.unheard', { station: unheard }) : translate('unanswered');
  return `${title}\n${done}\n${translate('status.call-if-you-can')}`;
}

function describeWider(payload: IncidentEvents['incident-unanswered'], translate: Translate): string {
  const { centre } = payload;
  const station = inLanguage(translate, payload.stationTh, payload.stationEn);
  if (translate.isSilent) return translate('unanswered.wider');
  if (station) return translate(centre ? 'unanswered.wider-to' : 'unanswered.station', { station });
  return translate(centre ? 'unanswered.centre' : 'unanswered.wider');
}

/** Calling is the best that is left, so it is the first button. */
function callFirst(text: string, { translate, reportId }: Setting): MessageContent {
  const number = call(translate, '191');
  const others = inTouch(translate, reportId).filter(({ label }) => label !== number.label);
  return { parts: [{ kind: 'text', text }], choices: [number, ...others] };
}

/** Who is alerted, how exact the place is, and what happens next. */
function renderOpened(payload: IncidentEvents['incident-opened'], setting: Setting): MessageContent {
  const { translate, reportId, code } = setting;
  const { duty } = payload;
  const station = inLanguage(translate, payload.stationTh, payload.stationEn);
  const isDeserted = duty === 'nobody' && !translate.isSilent;
  const lines = translate.isSilent ? openedInSilence(payload, translate) : openedLines(payload, translate);
  const title = translate(isDeserted ? 'opened.nobody' : 'opened.title', { station });
  const big = translate(isDeserted ? 'opened.passing-on' : 'opened.waiting');
  lines.push(translate('opened.code', { code }));
  return {
    parts: [{ kind: 'card', tone: 'neutral', title, big, lines, buttons: [] }],
    choices: isDeserted ? callFirst('', setting).choices : inTouch(translate, reportId),
  };
}

/** In silent mode no station and no place is named, because somebody may see the screen. */
function openedInSilence({ accuracyMetres }: IncidentEvents['incident-opened'], translate: Translate): string[] {
  return [translate('opened.no-call'), ...(isVague(accuracyMetres) ? [translate('opened.send-pin')] : [])];
}

function openedLines(payload: IncidentEvents['incident-opened'], translate: Translate): string[] {
  const { distanceMetres, accuracyMetres, duty } = payload;
  const station = inLanguage(translate, payload.stationTh, payload.stationEn);
  const place = inLanguage(translate, payload.placeTh, payload.placeEn);
  const passedOver = inLanguage(translate, payload.passedOverTh, payload.passedOverEn);
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
  { etaMinutes, etaAt }: { etaMinutes: number | null; etaAt: Date | null },
  setting: Setting,
): MessageContent {
  const { translate, reportId } = setting;
  if (etaMinutes === null || !etaAt) {
    return { parts: [{ kind: 'text', text: title }], choices: inTouch(translate, reportId) };
  }
  return renderEta(title, { etaMinutes, etaAt }, setting);
}

function renderEta(
  title: string,
  { etaMinutes, etaAt }: { etaMinutes: number; etaAt: Date },
  { translate, reportId, code }: Setting,
): MessageContent {
  const big = translate('card.minutes', { minutes: etaMinutes });
  const lines = [translate('card.about', { time: formatTime(etaAt), code })];
  const label = translate('card.arrives-in');
  return {
    // They should see the time without unlocking the phone; in silent mode the preview only says that there is a message.
    ...(!translate.isSilent && { preview: translate('preview.eta', { minutes: etaMinutes, time: formatTime(etaAt) }) }),
    parts: [{ kind: 'card', tone: 'good', title, label, big, lines, buttons: [] }],
    choices: inTouch(translate, reportId),
  };
}

function renderClosed({ translate, reportId, code }: Setting): MessageContent {
  const rates = [1, 2, 3, 4, 5].map((stars): Choice => {
    return {
      kind: 'answer',
      label: translate('choice.stars', { stars }),
      data: `rate:${stars}:${reportId}`,
      number: stars,
    };
  });
  const choices = [...rates, nobodyCame(translate, reportId), call(translate, '1300')];
  return { parts: [{ kind: 'text', text: translate('closed', { code }) }], choices };
}
