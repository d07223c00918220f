import { newId } from '#platform/ids';
import { noticeAbout } from './alarm-words.ts';
import { alertPeople } from './commands/alert-people.ts';
import { noteAcknowledgement } from './commands/note-acknowledgement.ts';
import { settleNotice } from './commands/settle-notice.ts';
import { takeBackWithheld } from './commands/take-back-withheld.ts';
import { followAccountChange } from './commands/tell-account-change.ts';
import type { AlertingParts } from './context.ts';

/** What becomes of notices when others speak. */
export function registerAlertingReactions(parts: AlertingParts): void {
  const { events } = parts;
  events.on('account-changed', (work, changed) => followAccountChange(parts, work, changed));
  events.on('incident-acknowledged', (work, { incidentId }) => noteAcknowledgement(parts, work, incidentId));
  events.on('incident-taken-over', (work, { incidentId }) => noteAcknowledgement(parts, work, incidentId));
  events.on('incident-withheld', (work, withheld) => takeBackWithheld(parts, work, withheld));
  // The station's daily question; nobody to ask is duty's to know, and it fails there by itself.
  events.on('heartbeat-asked', async (work, { onDuty }) => {
    if (onDuty.length === 0) return;
    const asked = { alertId: newId(), incidentId: null, kind: 'heartbeat', rung: null } as const;
    await alertPeople(parts, work, { ...asked, people: [...onDuty], agencyIds: [] });
  });
  events.on('speech-delivered', async (work, { about, outcome }) => {
    const noticeId = noticeAbout(about);
    const cause = outcome === 'failed' ? { cause: 'line-refused' } : {};
    if (noticeId) await settleNotice(parts, work, noticeId, { kind: outcome, ...cause });
  });
  events.on('speech-held-up', async (work, { about, cause }) => {
    const noticeId = noticeAbout(about);
    if (!noticeId) return;
    // Kept for hours it would ring for something long over: the other channels have it now.
    await parts.ways.line?.withdraw(work, [about]);
    await settleNotice(parts, work, noticeId, { kind: 'failed', cause });
  });
}
