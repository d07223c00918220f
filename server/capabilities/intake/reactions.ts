import type { IncidentEvents } from '#events/incident-events';
import { notifyReporters, passOfficerMessage, passQuestion } from './commands/notify-reporters.ts';
import { forbidCalls } from './commands/take-call.ts';
import type { IntakeContext } from './context.ts';
import type { Language } from './translate.ts';
import type { Update } from './updates.ts';

type Named = { stationTh: string; stationEn: string };

/** Sends news to the reporters when their incident changes. */
export function registerIntakeReactions(context: IntakeContext): void {
  const notifyOn = <Type extends keyof IncidentEvents>(
    type: Type,
    news: (payload: IncidentEvents[Type], language: Language) => Update,
  ) => {
    context.events.on(type, (work, payload) => {
      const { reportIds } = payload as { reportIds: string[] };
      return notifyReporters(context, work, reportIds, (language) => news(payload as IncidentEvents[Type], language));
    });
  };
  const station = (named: Named, language: Language) => (language === 'th' ? named.stationTh : named.stationEn);

  notifyOn('incident-opened', (opened, language) => {
    const place = language === 'th' ? opened.placeTh : opened.placeEn;
    const passedOver = language === 'th' ? opened.passedOverTh : opened.passedOverEn;
    const { code, distanceMetres, accuracyMetres, duty } = opened;
    const known = { distanceMetres, accuracyMetres, duty, passedOver };
    return { news: 'opened', code, station: station(opened, language), place, ...known };
  });
  notifyOn('incident-acknowledged', (payload, language) => {
    const { code, etaMinutes, etaAt } = payload;
    return { news: 'acknowledged', code, station: station(payload, language), etaMinutes, etaAt };
  });
  notifyOn('incident-eta-changed', ({ code, etaMinutes, etaAt }) => ({ news: 'eta-changed', code, etaMinutes, etaAt }));
  notifyOn('incident-en-route', ({ code, etaMinutes, etaAt }) => ({ news: 'en-route', code, etaMinutes, etaAt }));
  notifyOn('incident-on-scene', ({ code }) => ({ news: 'on-scene', code }));
  notifyOn('incident-resolved', ({ code }) => ({ news: 'resolved', code }));
  notifyOn('incident-closed', ({ code }) => ({ news: 'closed', code }));
  notifyOn('incident-reopened', ({ code }) => ({ news: 'reopened', code }));
  notifyOn('incident-cancelled', ({ code }) => ({ news: 'cancelled', code }));
  notifyOn('incident-transferred', (payload, language) => {
    return { news: 'transferred', code: payload.code, station: station(payload, language) };
  });
  notifyOn('incident-taken-over', (payload, language) => {
    return { news: 'taken-over', code: payload.code, station: station(payload, language) };
  });
  context.events.on('report-calls-forbidden', (work, { reportId }) => forbidCalls(context, work, reportId));
  notifyOn('incident-eta-passed', ({ code, etaAt }) => ({ news: 'eta-passed', code, etaAt }));
  notifyOn('incident-unanswered', (payload, language) => {
    const named = language === 'th' ? payload.stationTh : payload.stationEn;
    const unheard = language === 'th' ? payload.unheardTh : payload.unheardEn;
    const { code, alerted, centre } = payload;
    return { news: 'unanswered', code, alerted, station: named, centre, unheard };
  });
  context.events.on('reporter-message-written', (work, message) => passOfficerMessage(context, work, message));
  context.events.on('reporter-question-asked', (work, asked) => passQuestion(context, work, asked));
}
