import { listReporterContacts } from '#capabilities/incident';
import { listCallable } from '#capabilities/intake';
import type { PublicLanguage } from '#contract/languages';
import type { Connection } from '#platform/database/database';
import type { Reachability } from './call-back.ts';

export type ReporterReachability = Reachability & {
  language: PublicLanguage;
  /** Null for a report that has no incident yet. */
  incident: { id: string; code: string; provinceCode: string } | null;
};

/** Whether each reporter may be called and by which number, from the incident's report or from one that has no incident yet. */
export async function listReachability(
  connection: Connection,
  reportIds: string[],
): Promise<Map<string, ReporterReachability>> {
  const drafts = await listCallable(connection, reportIds);
  const known = await listReporterContacts(connection, reportIds);
  return new Map<string, ReporterReachability>([
    ...drafts.map(({ reportId, phone, silent, callBack, language }) => {
      return [reportId, { phone, silent, language, mayCall: callBack, incident: null }] as const;
    }),
    ...known.map(({ reportId, phone, silent, canTakeCalls, language, incidentId: id, code, provinceCode }) => {
      const incident = { id, code, provinceCode };
      return [reportId, { phone, silent, language, mayCall: canTakeCalls !== false, incident }] as const;
    }),
  ]);
}
