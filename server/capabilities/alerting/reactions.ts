import { newId } from '#platform/ids';
import { alertPeople } from './commands/alert-people.ts';
import { cancelWithheldNotifications } from './commands/cancel-withheld-notifications.ts';
import { noteAcknowledgement } from './commands/note-acknowledgement.ts';
import { followAccountChange } from './commands/notify-account-change.ts';
import { recordNotificationOutcome } from './commands/record-notification-outcome.ts';
import { tellReferralStep } from './commands/tell-referral-step.ts';
import type { AlertingContext } from './context.ts';

/** What alerting does on the events of other capabilities. */
export function registerAlertingReactions(context: AlertingContext): void {
  const { events } = context;
  events.on('account-changed', (work, changed) => followAccountChange(context, work, changed));
  events.on('incident-answered', (work, answered) => noteAcknowledgement(context, work, answered));
  events.on('incident-withheld', (work, withheld) => cancelWithheldNotifications(context, work, withheld));
  // With nobody on duty there is no recipient; duty then marks the heartbeat as missed.
  events.on('heartbeat-asked', async (work, { onDuty }) => {
    if (onDuty.length === 0) return;
    const alert = { alertId: newId(), incidentId: null, kind: 'heartbeat', step: null } as const;
    await alertPeople(context, work, [{ ...alert, people: [...onDuty], agencyIds: [] }]);
  });
  events.on('case-people-called', async (work, { kind, people }) => {
    const alert = { alertId: newId(), incidentId: null, kind, step: null };
    await alertPeople(context, work, [{ ...alert, people: [...people], agencyIds: [] }]);
  });
  events.on('referral-step', async (work, step) => tellReferralStep(context, work, step));
  events.on('message-delivered', async (work, { about, outcome }) => {
    if (about.kind !== 'notification') return;
    const cause = outcome === 'failed' ? { cause: 'line-refused' } : {};
    await recordNotificationOutcome(context, work, about.id, { kind: outcome, ...cause });
  });
  events.on('message-delayed', async (work, { about, cause }) => {
    if (about.kind !== 'notification') return;
    // Sent hours later it would ring for an incident that is over; the other channels take over now.
    await context.channels.line?.withdraw(work, [about]);
    await recordNotificationOutcome(context, work, about.id, { kind: 'failed', cause });
  });
}
