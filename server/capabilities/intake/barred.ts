import type { ConversationSession } from './conversation-session.ts';
import { isAmong } from './same-number.ts';

/** Whoever has one of these numbers, or is one of these reporters, must not learn of something. */
export type Barred = { phones: readonly string[]; reporterIds: readonly string[] };

/** Whether a message about this report would be read by somebody who is barred. */
export function isBarred(session: ConversationSession, reportId: string, { phones, reporterIds }: Barred): boolean {
  const own = [session.reporter.phone, session.reports.get(reportId)?.phone];
  return reporterIds.includes(session.reporter.id) || own.some((phone) => isAmong(phone, phones));
}
