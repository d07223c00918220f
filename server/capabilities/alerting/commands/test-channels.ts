import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { AlertingContext } from '../context.ts';
import { findGateway, findGroup } from '../store-targets.ts';
import { alertPeople } from './alert-people.ts';
import { mustManage } from './manage-targets.ts';

/** Sends a test to every channel the person wants, regardless of quiet hours. */
export async function testMyChannels(context: AlertingContext, work: Work, actor: Actor): Promise<string> {
  const agencyId = actor.memberships[0]?.agencyId;
  if (!agencyId) throw new AppError('access/not-permitted');
  const alertId = newId();
  const people = [{ personId: actor.userId, agencyId }];
  const alert = { alertId, incidentId: null, kind: 'test', step: null, people, agencyIds: [] } as const;
  await alertPeople(context, work, [alert]);
  const subject = { subjectKind: 'person', subjectId: actor.userId, details: { alertId } };
  recordAction(work, {
    ...byPerson(actor),
    action: 'alerting/test-channels',
    ...subject,
    at: context.clock.now(),
  });
  return alertId;
}

/** Sends a test to a group or a gateway of the agency. @throws AppError `alerting/target-not-found` */
export async function testTarget(
  context: AlertingContext,
  work: Work,
  actor: Actor,
  { agencyId, id, channel }: { agencyId: string; id: string; channel: 'line-group' | 'gateway' },
): Promise<string> {
  mustManage(context, actor, agencyId);
  const found = channel === 'gateway' ? await findGateway(work.tx, id) : await findGroup(work.tx, { id });
  if (found?.agencyId !== agencyId) throw new AppError('alerting/target-not-found');
  const alertId = newId();
  const now = context.clock.now();
  const alert = { alertId, incidentId: null, kind: 'test', step: null, people: [], agencyIds: [] } as const;
  await alertPeople(context, work, [{ ...alert, targets: [{ id, agencyId, channel }] }]);
  const subject = { subjectKind: 'agency', subjectId: agencyId, details: { alertId, targetId: id } };
  recordAction(work, { ...byPerson(actor), action: 'alerting/test-target', ...subject, at: now });
  return alertId;
}
