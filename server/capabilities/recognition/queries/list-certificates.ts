import { type Actor, type NameOf, nameStaff, permits } from '#capabilities/access';
import { listVisibleIncidents } from '#capabilities/incident';
import { mayFor } from '#capabilities/jurisdiction';
import { groupSerial } from '#contract/certificate-serial';
import {
  CERTIFICATE_STEPS,
  type CertificateList,
  type CertificateStep,
  type Certificates,
  canStep,
  type Certificate as Shown,
} from '#contract/recognition';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import { type Certificate, isTooClose } from '../certificate.ts';
import type { RecognitionContext } from '../context.ts';
import { listCertificates, listCertificatesById } from '../store/certificate-rows.ts';

type Context = Pick<RecognitionContext, 'jurisdiction' | 'clock' | 'publicUrl'>;
/** Nobody reads more at once. */
const MOST = 300;

/** Certificates that the actor may see, the newest first, and in whose name they may propose new ones. */
export async function listCertificatesOf(
  context: Context,
  connection: Connection,
  actor: Actor,
  list: CertificateList,
): Promise<Certificates> {
  const { jurisdiction } = context;
  const found = await listCertificates(connection, list, MOST);
  const own = actor.memberships.map(({ agencyId }) => agencyId);
  const ids = permits(actor, 'certificate:propose')
    ? own.flatMap((id) => [id, ...jurisdiction.ancestorsOf(id).map((over) => over.id)])
    : [];
  return {
    certificates: await showAll(context, connection, actor, found),
    agencies: [...new Set(ids)].map((id) => nameAgency(context, id)),
  };
}

/** @throws AppError `recognition/not-found` also for one that the actor may not see */
export async function getCertificate(
  context: Context,
  connection: Connection,
  actor: Actor,
  id: string,
): Promise<Shown> {
  const [shown] = await showAll(context, connection, actor, await listCertificatesById(connection, [id]));
  if (!shown) throw new AppError('recognition/not-found');
  return shown;
}

function nameAgency({ jurisdiction }: Pick<Context, 'jurisdiction'>, id: string) {
  const agency = jurisdiction.findAgency(id);
  const nameTh = agency?.nameTh ?? '–';
  return { id, nameTh, nameEn: agency?.nameEn ?? nameTh };
}

async function showAll(
  context: Context,
  connection: Connection,
  actor: Actor,
  found: readonly Certificate[],
): Promise<Shown[]> {
  const incidentIds = [...new Set(found.flatMap(({ incidentId }) => incidentId ?? []))];
  const incidents = incidentIds.length > 0 ? await listVisibleIncidents(context, connection, actor, incidentIds) : [];
  const codes = new Map(incidents.map(({ incident: { id, code } }) => [id, code]));
  const people = found.flatMap((one) => [one.proposedByPersonId, one.decidedByPersonId]);
  const nameOf = await nameStaff(connection, people, context.clock.now());
  return found.map((one) => show(context, actor, one, nameOf, codes));
}

function show(
  context: Context,
  actor: Actor,
  one: Certificate,
  nameOf: NameOf,
  codes: ReadonlyMap<string, string>,
): Shown {
  const { id, kind, status, name, position, role, citation, givenOn, signers, shown, consent, serial } = one;
  const code = codes.get(one.incidentId ?? '');
  return {
    ...{ id, kind, status, name, position, role, citation, givenOn, signers, shown, consent, serial },
    agency: nameAgency(context, one.agencyId),
    incident: one.incidentId !== null && code !== undefined ? { id: one.incidentId, code } : null,
    proposedBy: nameOf(one.proposedByPersonId),
    proposedAt: one.proposedAt.toISOString(),
    decidedBy: one.decidedByPersonId === null ? null : nameOf(one.decidedByPersonId),
    declineReason: one.declineReason,
    number: one.number === null ? null : `${one.number}/${one.buddhistYear}`,
    checkUrl: serial === null ? null : checkUrlOf(context, serial),
    checkedTimes: one.checkedTimes,
    revokeReason: one.revokeReason,
    revokedAt: one.revokedAt?.toISOString() ?? null,
    may: (Object.keys(CERTIFICATE_STEPS) as CertificateStep[]).filter((step) => maySteps(context, actor, one, step)),
  };
}

function maySteps({ jurisdiction }: Context, actor: Actor, one: Certificate, step: CertificateStep): boolean {
  if (!canStep(one.status, step)) return false;
  if (step === 'withdraw') return one.proposedByPersonId === actor.userId;
  const permission = step === 'issue' ? 'certificate:propose' : 'certificate:approve';
  const isTheirs = mayFor(jurisdiction, actor, permission, [one.agencyId]);
  return isTheirs && (step === 'issue' || step === 'revoke' || !isTooClose(one, actor.userId));
}

/** Where anybody can check a certificate. */
export function checkUrlOf({ publicUrl }: Pick<Context, 'publicUrl'>, serial: string): string {
  return `${publicUrl.replace(/\/$/, '')}/v/${groupSerial(serial)}`;
}
