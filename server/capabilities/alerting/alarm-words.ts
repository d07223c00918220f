import type { AlertFacts } from '#capabilities/incident';
import type { ToldAccountAct } from '#contract/account-acts';
import { isOrder } from '#contract/alert-kind';
import { sayPlaceInEnglish, sayPlaceInThai } from '#contract/jurisdiction';
import { isVague } from '#contract/position';
import type { Choice, StaffSpeech } from '#events/speech';
import { type Language, nameAccountAct, nameKind, nameType, say, sayBoth } from './messages.ts';
import type { Notice } from './notice.ts';

/** What an alarm is about; without `incident` it is about none. */
export type AlarmFacts = {
  notice: Pick<Notice, 'id' | 'alertId' | 'kind' | 'rung' | 'unitName' | 'accountAct'>;
  incident: AlertFacts | undefined;
  /** The station that answers for it, or whose heartbeat it is. */
  station: { nameTh: string; nameEn: string };
  consoleUrl: string;
};

/** Minutes an officer can promise by one tap; the same as the console's first buttons. */
export const PROMISES = [5, 10, 15, 30] as const;

/** Somebody may have these already, and who had them may not be who reads this: what to do is seen in the console. */
const IN_THE_CONSOLE: readonly Notice['kind'][] = ['eta-passed', 'duress', 'no-answer', 'order-unseen', 'back-up'];

function linkTo({ notice, incident, consoleUrl }: AlarmFacts): string {
  if (notice.kind === 'account-changed') return `${consoleUrl}/account`;
  return incident ? `${consoleUrl}/incidents/${incident.id}` : `${consoleUrl}/`;
}

/** What and where, for whoever is ordered to go there. */
function orderLines({ incident }: AlarmFacts, language: Language): string[] {
  if (!incident) return [];
  const where = language === 'th' ? sayPlaceInThai(incident.place) : sayPlaceInEnglish(incident.place);
  const about = isVague(incident.accuracyMetres) ? [sayAbout(incident.accuracyMetres, language)] : [];
  return [nameType(language, incident.type), where, ...about];
}

/**
 * For a browser, encrypted on its way: what rings and where it leads. No place, no phone, no person; an order says what
 * and where, because its crew must go.
 */
export function pushPayload(facts: AlarmFacts, language: Language): object {
  const { notice, incident, station } = facts;
  return {
    v: 1,
    ...(isOrder(notice.kind) && { alertId: notice.alertId, order: orderLines(facts, language) }),
    ...(notice.unitName && { unit: notice.unitName }),
    ...(notice.accountAct && { account: [nameAccountAct(language, notice.accountAct), say(language, 'ifNotYou')] }),
    noticeId: notice.id,
    kind: notice.kind,
    code: incident?.code ?? null,
    incidentId: incident?.id ?? null,
    station: language === 'th' ? station.nameTh : station.nameEn,
    exercise: incident?.isExercise ?? false,
    silent: incident?.silent ?? false,
    language,
  };
}

/** A card for somebody's own chat, with buttons that work there. */
export function lineCard(facts: AlarmFacts): StaffSpeech {
  const { notice, incident, station } = facts;
  const isExercise = incident?.isExercise ?? false;
  const title = nameKind('th', notice.kind, isExercise);
  const link = { kind: 'link' as const, label: say('th', 'openConsole'), url: linkTo(facts) };
  if (notice.accountAct) return accountCard(notice.accountAct, notice.id, { title, url: link.url });
  if (!incident) {
    const lines =
      notice.kind === 'test' ? [sayBoth('tested')] : notice.kind === 'heartbeat' ? [sayBoth('heartbeatAsked')] : [];
    const card = {
      kind: 'card' as const,
      tone: 'neutral' as const,
      title,
      lines: [station.nameTh, ...lines],
      // Taken by duty, as the words are that mean the same.
      buttons:
        notice.kind === 'heartbeat'
          ? [{ kind: 'answer' as const, label: say('th', 'ready'), data: 'duty:heartbeat' }, link]
          : [link],
    };
    return { preview: title, parts: [card], about: aboutNotice(notice.id) };
  }
  if (isOrder(notice.kind)) return orderCard(facts, { title, link });
  const buttons = PROMISES.map((minutes): Choice => {
    return {
      kind: 'answer',
      label: say('th', 'acknowledgeIn', { minutes }),
      data: `alert:ack:${incident.id}:${minutes}`,
    };
  });
  return {
    preview: `${title} ${incident.code}`,
    parts: [
      {
        kind: 'card',
        tone: 'warning',
        title: `${title} · ${nameKind('en', notice.kind, isExercise)}`,
        label: station.nameTh,
        big: incident.code,
        lines: [
          ...(notice.unitName ? [notice.unitName] : []),
          nameType('th', incident.type),
          ...(isVague(incident.accuracyMetres) ? [sayAbout(incident.accuracyMetres, 'th')] : []),
          ...(incident.silent ? [`⚠ ${say('th', 'silent')}`] : []),
        ],
        buttons: IN_THE_CONSOLE.includes(notice.kind) ? [link] : [...buttons, link],
      },
    ],
    about: aboutNotice(notice.id),
  };
}

/** What happened to one's own account, and what to do at once if it was somebody else. */
function accountCard(
  act: ToldAccountAct,
  noticeId: string,
  { title, url }: { title: string; url: string },
): StaffSpeech {
  const lines = [`${nameAccountAct('th', act)}\n${nameAccountAct('en', act)}`, sayBoth('ifNotYou')];
  const link: Choice = { kind: 'link', label: say('th', 'openAccount'), url };
  return {
    preview: title,
    parts: [{ kind: 'card', tone: 'warning', title, lines, buttons: [link] }],
    about: aboutNotice(noticeId),
  };
}

/** An order, with the button that says "I have it"; a silent report's warning comes first. */
function orderCard(facts: AlarmFacts, { title, link }: { title: string; link: Choice }): StaffSpeech {
  const { notice, incident } = facts;
  const isOver = notice.kind === 'order-withdrawn';
  const data = `order:ack:${notice.alertId}`;
  const buttons: Choice[] = [{ kind: 'answer', label: say('th', 'acknowledgeOrder'), data }];
  const isRepeat = (notice.rung ?? 0) > 0;
  return {
    preview: `${title} ${incident?.code ?? ''}`,
    parts: [
      {
        kind: 'card',
        tone: 'warning',
        title: `${title} · ${nameKind('en', notice.kind, incident?.isExercise ?? false)}`,
        ...(notice.unitName && { label: notice.unitName }),
        ...(incident && { big: incident.code }),
        lines: [
          ...(incident?.silent && !isOver ? [`⚠ ${say('th', 'silent')}`] : []),
          ...(isRepeat ? [sayBoth('orderUnseen')] : []),
          ...(isOver ? [] : orderLines(facts, 'th')),
        ],
        buttons: isOver ? buttons : [...buttons, link],
      },
    ],
    about: aboutNotice(notice.id),
  };
}

/** A tambon's name is no point: who sets out must not look for a house there. */
function sayAbout(accuracyMetres: number, language: Language): string {
  return say(language, 'placeAbout', { kilometres: (accuracyMetres / 1000).toFixed(1) });
}

/** For a group, where everybody reads along: a number and a link. */
export function groupWords(facts: AlarmFacts): StaffSpeech {
  const { notice, incident } = facts;
  const kind = nameKind('th', notice.kind, incident?.isExercise ?? false);
  const text = say('th', 'groupAlert', { kind, code: incident?.code ?? '', url: linkTo(facts) });
  return { preview: kind, parts: [{ kind: 'text', text }], about: aboutNotice(notice.id) };
}

/** For a machine that sends SMS or speaks: facts, and one short sentence ready to be passed on. */
export function gatewayBody(facts: AlarmFacts, now: Date): object {
  const { notice, incident, station } = facts;
  const isExercise = incident?.isExercise ?? false;
  const warning = isOrder(notice.kind) && incident?.silent ? say('th', 'silent') : '';
  const named = [nameKind('th', notice.kind, isExercise), notice.unitName, incident?.code, station.nameTh];
  const text = [...named, warning].filter(Boolean).join(' ');
  return {
    v: 1,
    id: notice.id,
    alertId: notice.alertId,
    kind: notice.kind,
    rung: notice.rung,
    ...(notice.unitName && { unit: notice.unitName }),
    incident: incident ? { code: incident.code } : null,
    exercise: isExercise,
    silent: incident?.silent ?? false,
    station: { nameTh: station.nameTh, nameEn: station.nameEn },
    text: isExercise ? `EXERCISE ${text}` : text,
    link: linkTo(facts),
    at: now.toISOString(),
  };
}

const ABOUT = 'notice:';
/** How a notice is named to the channel that reports its delivery. */
export function aboutNotice(id: string): string {
  return `${ABOUT}${id}`;
}
/** The notice that a delivery is about, if it is about one. */
export function noticeAbout(about: string): string | undefined {
  return about.startsWith(ABOUT) ? about.slice(ABOUT.length) : undefined;
}
