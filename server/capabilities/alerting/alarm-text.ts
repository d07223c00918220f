import type { AlertFacts } from '#capabilities/incident';
import type { NotifiedAccountAction } from '#contract/account-actions';
import { isOrder } from '#contract/alert-kind';
import { formatPlaceInEnglish, formatPlaceInThai } from '#contract/jurisdiction';
import { isVague } from '#contract/vague-place';
import type { Choice, MessageSubject, StaffMessage } from '#events/outgoing-message';
import { type Language, nameAccountAction, nameKind, nameType, translate, translateBoth } from './messages.ts';
import type { Notification, ReferralNews } from './notification.ts';

/** What an alarm is about; `incident` is undefined for an alarm without one, e.g. a heartbeat. */
export type AlarmFacts = {
  notification: Pick<Notification, 'id' | 'alertId' | 'kind' | 'step' | 'unitName' | 'accountAction'>;
  incident: AlertFacts | undefined;
  /** The responsible station, or the one whose heartbeat it is. */
  station: { nameTh: string; nameEn: string };
  consoleUrl: string;
};

/** A notification to deliver, with what its message says. */
export type Alarm = AlarmFacts & {
  notification: Notification;
  /** How an agency is called. */
  agencies(id: string): { nameTh: string; nameEn: string };
};

/** ETA buttons in minutes; the same as the console's first buttons. */
export const ETA_CHOICES = [5, 10, 15, 30] as const;

/** Kinds without ETA buttons: somebody else may have acknowledged the incident, so the recipient decides in the console. */
const IN_THE_CONSOLE: readonly Notification['kind'][] = [
  'eta-passed',
  'duress',
  'no-answer',
  'order-unseen',
  'back-up',
];

function linkTo({ notification, incident, consoleUrl }: AlarmFacts): string {
  if (notification.kind === 'account-changed') return `${consoleUrl}/account`;
  if (notification.kind === 'early-notification') return `${consoleUrl}/cases`;
  return incident ? `${consoleUrl}/incidents/${incident.id}` : `${consoleUrl}/`;
}

/** Incident type and place, for the crew that is ordered there. */
function orderLines({ incident }: AlarmFacts, language: Language): string[] {
  if (!incident) return [];
  const where = language === 'th' ? formatPlaceInThai(incident.place) : formatPlaceInEnglish(incident.place);
  const about = isVague(incident.accuracyMetres) ? [formatAccuracy(incident.accuracyMetres, language)] : [];
  return [nameType(language, incident.type), where, ...about];
}

/**
 * The encrypted push payload. It contains no place, no phone number and no person's name, because a lock screen shows it.
 * Only an order contains type and place, because its crew must go there.
 */
export function pushPayload(facts: AlarmFacts, language: Language): object {
  const { notification, incident, station } = facts;
  return {
    v: 1,
    ...(isOrder(notification.kind) && { alertId: notification.alertId, order: orderLines(facts, language) }),
    ...(notification.unitName && { unit: notification.unitName }),
    ...(notification.accountAction && {
      account: [nameAccountAction(language, notification.accountAction), translate(language, 'ifNotYou')],
    }),
    notificationId: notification.id,
    kind: notification.kind,
    code: incident?.code ?? null,
    incidentId: incident?.id ?? null,
    station: language === 'th' ? station.nameTh : station.nameEn,
    exercise: incident?.isExercise ?? false,
    silent: incident?.silent ?? false,
    language,
  };
}

/** The card for a person's own LINE chat. */
export function lineCard(facts: AlarmFacts): StaffMessage {
  const { notification, incident, station } = facts;
  const isExercise = incident?.isExercise ?? false;
  const title = nameKind('th', notification.kind, isExercise);
  const link = { kind: 'link' as const, label: translate('th', 'openConsole'), url: linkTo(facts) };
  if (notification.accountAction)
    return accountCard(notification.accountAction, notification.id, { title, url: link.url });
  if (!incident) {
    const lines =
      notification.kind === 'test'
        ? [translateBoth('tested')]
        : notification.kind === 'heartbeat'
          ? [translateBoth('heartbeatAsked')]
          : [];
    const card = {
      kind: 'card' as const,
      tone: 'neutral' as const,
      title,
      lines: [station.nameTh, ...lines],
      // Handled by duty, like the typed message with the same meaning.
      buttons:
        notification.kind === 'heartbeat'
          ? [{ kind: 'answer' as const, label: translate('th', 'ready'), data: 'duty:heartbeat' }, link]
          : [link],
    };
    return { preview: title, parts: [card], about: aboutNotification(notification.id) };
  }
  if (isOrder(notification.kind)) return orderCard(facts, { title, link });
  const buttons = ETA_CHOICES.map((minutes): Choice => {
    return {
      kind: 'answer',
      label: translate('th', 'acknowledgeIn', { minutes }),
      data: `alert:ack:${incident.id}:${minutes}`,
    };
  });
  return {
    preview: `${title} ${incident.code}`,
    parts: [
      {
        kind: 'card',
        tone: 'warning',
        title: `${title} · ${nameKind('en', notification.kind, isExercise)}`,
        label: station.nameTh,
        big: incident.code,
        lines: [
          ...(notification.unitName ? [notification.unitName] : []),
          nameType('th', incident.type),
          ...(isVague(incident.accuracyMetres) ? [formatAccuracy(incident.accuracyMetres, 'th')] : []),
          ...(incident.silent ? [`⚠ ${translate('th', 'silent')}`] : []),
        ],
        buttons: IN_THE_CONSOLE.includes(notification.kind) ? [link] : [...buttons, link],
      },
    ],
    about: aboutNotification(notification.id),
  };
}

/** What changed in the recipient's account, and what to do if somebody else did it. */
function accountCard(
  action: NotifiedAccountAction,
  notificationId: string,
  { title, url }: { title: string; url: string },
): StaffMessage {
  const lines = [`${nameAccountAction('th', action)}\n${nameAccountAction('en', action)}`, translateBoth('ifNotYou')];
  const link: Choice = { kind: 'link', label: translate('th', 'openAccount'), url };
  return {
    preview: title,
    parts: [{ kind: 'card', tone: 'warning', title, lines, buttons: [link] }],
    about: aboutNotification(notificationId),
  };
}

/** An order with its acknowledge button; the warning of a silent report comes first. */
function orderCard(facts: AlarmFacts, { title, link }: { title: string; link: Choice }): StaffMessage {
  const { notification, incident } = facts;
  const isOver = notification.kind === 'order-withdrawn';
  const data = `order:ack:${notification.alertId}`;
  const buttons: Choice[] = [{ kind: 'answer', label: translate('th', 'acknowledgeOrder'), data }];
  const isRepeat = (notification.step ?? 0) > 0;
  return {
    preview: `${title} ${incident?.code ?? ''}`,
    parts: [
      {
        kind: 'card',
        tone: 'warning',
        title: `${title} · ${nameKind('en', notification.kind, incident?.isExercise ?? false)}`,
        ...(notification.unitName && { label: notification.unitName }),
        ...(incident && { big: incident.code }),
        lines: [
          ...(incident?.silent && !isOver ? [`⚠ ${translate('th', 'silent')}`] : []),
          ...(isRepeat ? [translateBoth('orderUnseen')] : []),
          ...(isOver ? [] : orderLines(facts, 'th')),
        ],
        buttons: isOver ? buttons : [...buttons, link],
      },
    ],
    about: aboutNotification(notification.id),
  };
}

/** A place known only by its subdistrict is not a point to drive to, so its accuracy is shown. */
function formatAccuracy(accuracyMetres: number, language: Language): string {
  return translate(language, 'placeAbout', { kilometres: (accuracyMetres / 1000).toFixed(1) });
}

/** For a group, where every member reads it: only the incident code and a link. */
export function groupText(facts: AlarmFacts): StaffMessage {
  const { notification, incident } = facts;
  const kind = nameKind('th', notification.kind, incident?.isExercise ?? false);
  const text = translate('th', 'groupAlert', { kind, code: incident?.code ?? '', url: linkTo(facts) });
  return { preview: kind, parts: [{ kind: 'text', text }], about: aboutNotification(notification.id) };
}

/** For a gateway that sends SMS or speaks on the radio: structured data and one short sentence to pass on. */
export function gatewayBody(facts: AlarmFacts, now: Date): object {
  const { notification, incident, station } = facts;
  const isExercise = incident?.isExercise ?? false;
  const warning = isOrder(notification.kind) && incident?.silent ? translate('th', 'silent') : '';
  const parts = [nameKind('th', notification.kind, isExercise), notification.unitName, incident?.code, station.nameTh];
  const text = [...parts, warning].filter(Boolean).join(' ');
  return {
    v: 1,
    id: notification.id,
    alertId: notification.alertId,
    kind: notification.kind,
    step: notification.step,
    ...(notification.unitName && { unit: notification.unitName }),
    incident: incident ? { code: incident.code } : null,
    exercise: isExercise,
    silent: incident?.silent ?? false,
    station: { nameTh: station.nameTh, nameEn: station.nameEn },
    text: isExercise ? `EXERCISE ${text}` : text,
    link: linkTo(facts),
    at: now.toISOString(),
  };
}

/** For an agency's own system: a step of a referral, nothing of a person, and where to ask for more with one's own rights. */
export function referralBody({ notification, agencies, consoleUrl }: Alarm, referral: ReferralNews): object {
  const { id, code, step, status, fromAgencyId, toAgencyId } = referral;
  const nameOf = (agencyId: string) => ({ id: agencyId, ...agencies(agencyId) });
  return {
    v: 1,
    id: notification.id,
    eventId: notification.alertId,
    kind: notification.kind,
    referral: { id, code, step, status },
    from: nameOf(fromAgencyId),
    to: nameOf(toAgencyId),
    link: new URL(`../api/v1/referrals/${id}/fhir`, `${consoleUrl}/`).href,
    at: notification.raisedAt.toISOString(),
  };
}

/** By which a channel reports the delivery of a notification. */
export function aboutNotification(id: string): MessageSubject {
  return { kind: 'notification', id };
}
