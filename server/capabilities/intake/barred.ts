import type { ConversationSession } from './conversation-session.ts';

/** Whoever has one of these numbers, or is one of these reporters, must not learn of something. */
export type Barred = { phones: readonly string[]; reporterIds: readonly string[] };

/** Whether a message about this report would be read by somebody who is barred. */
export function isBarred(session: ConversationSession, reportId: string, { phones, reporterIds }: Barred): boolean {
  const own = [session.reporter.phone, session.reports.get(reportId)?.phone];
  return reporterIds.includes(session.reporter.id) || own.some((phone) => isAmong(phone, phones));
}

/** Whether it is one of these numbers, by their last nine digits: one is written as people say it, the other with the country. */
function isAmong(phone: string | null | undefined, numbers: readonly string[]): boolean {
  const ending = (number: string) => number.replace(/\D/g, '').slice(-9);
  return Boolean(phone) && numbers.some((one) => ending(one) === ending(phone ?? ''));
}
