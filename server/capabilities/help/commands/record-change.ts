import type { Actor } from '#capabilities/access';
import { type AuditActor, byPerson, byReporter, bySystem, type EntryDetails, recordAction } from '#capabilities/audit';
import { type HelpTimelineKind, PUBLIC_STATUS } from '#contract/help';
import type { HelpChanged } from '#contract/help-api';
import type { HelpEvents } from '#events/help-events';
import type { Work } from '#platform/database/transaction';
import type { HelpContext } from '../context.ts';
import type { NewHelpEntry } from '../entry.ts';
import type { HelpRequest } from '../request.ts';
import { appendHelpTimeline, updateRequest } from '../store/request-rows.ts';

/** Who acts: a colleague, the person themselves through their own link or LINE, or the system. */
export type HelpActor = Pick<Actor, 'userId' | 'name' | 'from' | 'sessionId'> | { reporterId: string } | 'timer';

export type HelpStep = Pick<NewHelpEntry, 'details'> & {
  kind: HelpTimelineKind;
  by: HelpActor;
  /** What the audit event stores: codes, ids and numbers, never free text. */
  codes?: EntryDetails;
};

type Recording = Pick<HelpContext, 'clock' | 'events'>;

/** Writes a changed request with its timeline, audit and events: all or nothing. */
export async function recordHelpChange(
  context: Recording,
  work: Work,
  { before, changed }: { before: HelpRequest; changed: HelpRequest },
  steps: readonly [HelpStep, ...HelpStep[]],
  corrections: HelpEvents['help-news']['corrections'] = [],
): Promise<HelpRequest> {
  const saved = { ...changed, version: changed.version + 1, updatedAt: context.clock.now() };
  await updateRequest(work.tx, saved);
  for (const step of steps) recordHelpStep(context, work, saved.id, step);
  await announce(context, work, before, saved, corrections);
  return saved;
}

/** A step that leaves the row as it is: an entry and the audit. */
export function recordHelpStep(
  { clock }: Recording,
  work: Work,
  requestId: string,
  { kind, by, details = {}, codes = {} }: HelpStep,
): void {
  const at = clock.now();
  const person = typeof by !== 'string' && 'userId' in by ? { id: by.userId, name: by.name } : null;
  appendHelpTimeline(work, { requestId, at, kind, by: person, details });
  const action = `help/${kind}`;
  recordAction(work, {
    ...auditActorOf(by),
    action,
    subjectKind: 'help-request',
    subjectId: requestId,
    details: codes,
    at,
  });
}

export function auditActorOf(by: HelpActor): AuditActor {
  if (typeof by === 'string') return bySystem(by);
  return 'userId' in by ? byPerson(by) : byReporter(by.reporterId, 'line');
}

/** Consoles read it again; the person learns what is different for them. */
async function announce(
  { events }: Recording,
  work: Work,
  before: HelpRequest,
  { id: requestId, code, status, reporterId }: HelpRequest,
  corrections: HelpEvents['help-news']['corrections'],
): Promise<void> {
  await events.publish(work, 'help-request-changed', { requestId });
  const news = PUBLIC_STATUS[status];
  if (!reporterId || (news === PUBLIC_STATUS[before.status] && corrections.length === 0) || news === 'writing') return;
  await events.publish(work, 'help-news', { requestId, code, reporterId, news, corrections });
}

export function toChanged({ id, code, status, version }: HelpRequest): HelpChanged {
  return { id, code, status, version };
}
