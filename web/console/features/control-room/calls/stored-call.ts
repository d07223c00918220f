import type { CallLine, PhoneReport, PhoneReportInput } from '#contract/control-room';
import type { CallDraft } from './call-draft.ts';

/** One submission as it goes over the wire; sent again under its key it counts once. */
export type Submission = { reportId: string | null; line: CallLine; input: PhoneReportInput; key: string };

/** A call as this tab holds it: what stands in the form, what the server knows, and what it has not confirmed yet. */
export type StoredCall = { draft: CallDraft; report: PhoneReport | null; pending: Submission | null };

const PREFIX = 'ess-call:';

/**
 * Kept in this tab's own storage, gone with the tab and with the sign-out: after a reload or a lost session the clerk
 * finds every letter again, also those that never reached the server.
 */
export function storeCall(personId: string, call: StoredCall | null): void {
  try {
    if (call) sessionStorage.setItem(PREFIX + personId, JSON.stringify(call));
    else sessionStorage.removeItem(PREFIX + personId);
  } catch {
    // A browser that keeps nothing still sends.
  }
}

export function findStoredCall(personId: string): StoredCall | null {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + personId) ?? 'null') as StoredCall | null;
  } catch {
    return null;
  }
}
