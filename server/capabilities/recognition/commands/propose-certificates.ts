import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { getVisibleIncident } from '#capabilities/incident';
import { mayFor } from '#capabilities/jurisdiction';
import type { NewCertificates } from '#contract/recognition';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { proposeCertificates } from '../certificate.ts';
import type { RecognitionContext } from '../context.ts';
import { insertCertificates } from '../store/certificate-rows.ts';

/**
 * Proposes certificates for one or many people at once; another person decides on each.
 * @throws AppError `jurisdiction/agency-not-found`, `recognition/not-yours`, `incident/not-found`, `recognition/exists`
 */
export async function proposeCertificatesFor(
  context: Pick<RecognitionContext, 'jurisdiction' | 'clock'>,
  work: Work,
  actor: Actor,
  asked: NewCertificates,
): Promise<{ ids: string[] }> {
  const { jurisdiction, clock } = context;
  const { id: agencyId } = jurisdiction.getAgency(asked.agencyId);
  if (!mayProposeFor(context, actor, agencyId)) throw new AppError('recognition/not-yours');
  const seen =
    asked.incidentId === null ? undefined : await getVisibleIncident(context, work.tx, actor, asked.incidentId);
  const now = clock.now();
  const proposed = proposeCertificates(asked, { incident: seen?.incident, personId: actor.userId, now, newId });
  const added = await insertCertificates(work.tx, proposed);
  if (added < proposed.length) throw new AppError('recognition/exists');
  for (const { id, kind } of proposed)
    recordAction(work, {
      ...byPerson(actor),
      ...{ action: 'recognition/proposed', subjectKind: 'certificate', subjectId: id, at: now },
      details: { kind, agencyId, fromIncident: asked.incidentId !== null },
    });
  return { ids: proposed.map(({ id }) => id) };
}

/** Also in the name of an agency above one's own: a station proposes, the province gives. */
export function mayProposeFor(
  { jurisdiction }: Pick<RecognitionContext, 'jurisdiction'>,
  actor: Actor,
  agencyId: string,
): boolean {
  if (mayFor(jurisdiction, actor, 'certificate:propose', [agencyId])) return true;
  const own = actor.memberships.map((one) => one.agencyId);
  return (
    actor.permissions.has('certificate:propose') &&
    own.some((id) => jurisdiction.ancestorsOf(id).some((over) => over.id === agencyId))
  );
}
