import type { CallLine, PhoneReport, PhoneReportInput } from '#contract/control-room';
import type { CallDraft } from './call-draft.ts';

/** One request. It is repeated under the same key, so that it counts once. */
export type Submission = { reportId: string | null; line: CallLine; input: PhoneReportInput; key: string };

/** A call as stored in this tab: the form, the report on the server, and the request that is not confirmed yet. */
export type StoredCall = { draft: CallDraft; report: PhoneReport | null; pending: Submission | null };

const PREFIX = 'ess-call:';

/**
 * Stored in the tab's session storage until the tab is closed or the clerk signs out: after a reload or an expired session
 * nothing typed is lost, even if it never reached the server.
 */
export function storeCall(personId: string, call: StoredCall | null): void {
  try {
    if (call) sessionStorage.setItem(PREFIX + personId, JSON.stringify(call));
    else sessionStorage.removeItem(PREFIX + personId);
  } catch {
    // Without storage the call can still be sent.
  }
}

export function findStoredCall(personId: string): StoredCall | null {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + personId) ?? 'null') as StoredCall | null;
  } catch {
    return null;
  }
}
