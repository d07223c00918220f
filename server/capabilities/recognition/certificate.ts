import {
  CERTIFICATE_STEPS,
  type CertificateKind,
  type CertificateStatus,
  type CertificateStep,
  type Citation,
  type Consent,
  canStep,
  fitsKind,
  type NewCertificates,
  type OfficerRole,
  type RevokeReason,
  type Shown,
  type Signer,
} from '#contract/recognition';
import type { ThaiDay } from '#contract/thai-day';
import { AppError } from '#platform/app-error';

/** Salts of the digests in a signed document. */
export type Secret = { holder: string; initials: string };

/** A certificate as it is stored. */
export type Certificate = {
  id: string;
  kind: CertificateKind;
  status: CertificateStatus;
  agencyId: string;
  name: string;
  position: string;
  role: OfficerRole | null;
  citation: Citation;
  givenOn: ThaiDay;
  signers: Signer[];
  personId: string | null;
  incidentId: string | null;
  consent: Consent | null;
  shown: Shown;
  proposedByPersonId: string;
  proposedAt: Date;
  decidedByPersonId: string | null;
  decidedAt: Date | null;
  declineReason: string | null;
  issuedByPersonId: string | null;
  issuedAt: Date | null;
  number: number | null;
  buddhistYear: number | null;
  serial: string | null;
  secret: Secret | null;
  document: string | null;
  signature: string | null;
  keyId: string | null;
  revokedByPersonId: string | null;
  revokedAt: Date | null;
  revokeReason: RevokeReason | null;
  revokeNote: string | null;
  checkedTimes: number;
};

/** What is asked of the incident that a certificate comes from. */
export type SourceIncident = { id: string; status: string; isExercise: boolean; disposition: string | null };

/** A report that was none: nobody is thanked for it. */
const NOT_REAL = ['false-report', 'test', 'unfounded'];

/** Whether a citizen can be thanked for an incident at all. */
export function citizenBar(incident: SourceIncident): 'not-closed' | 'not-real' | undefined {
  if (incident.isExercise || NOT_REAL.includes(incident.disposition ?? '')) return 'not-real';
  return incident.status === 'closed' ? undefined : 'not-closed';
}

/**
 * New proposals, or why not.
 * @throws AppError `recognition/citation-unfit`, `recognition/incident-needed`, `recognition/incident-not-closed`,
 * `recognition/incident-not-real`, `recognition/consent-needed`
 */
export function proposeCertificates(
  { people, ...common }: NewCertificates,
  {
    incident,
    personId,
    now,
    newId,
  }: { incident: SourceIncident | undefined; personId: string; now: Date; newId(): string },
): Certificate[] {
  const { kind, citation } = common;
  if (!fitsKind(kind, citation)) throw new AppError('recognition/citation-unfit');
  if (kind === 'citizen') {
    if (!incident) throw new AppError('recognition/incident-needed');
    const bar = citizenBar(incident);
    if (bar === 'not-closed') throw new AppError('recognition/incident-not-closed');
    if (bar) throw new AppError('recognition/incident-not-real');
  } else if (incident?.isExercise) throw new AppError('recognition/incident-not-real');
  // What nobody asked for in writing is neither given to a citizen nor shown outside.
  if (people.some(({ consent, shown }) => consent === null && (kind === 'citizen' || shown !== 'private')))
    throw new AppError('recognition/consent-needed');
  return people.map((one) => ({
    ...{ id: newId(), status: 'proposed' as const, ...common, ...one },
    // Neither an account nor a service role belongs to a citizen.
    ...(kind === 'citizen' && { personId: null, role: null }),
    ...{ proposedByPersonId: personId, proposedAt: now, decidedByPersonId: null, decidedAt: null, declineReason: null },
    ...{ issuedByPersonId: null, issuedAt: null, number: null, buddhistYear: null, serial: null, secret: null },
    ...{ document: null, signature: null, keyId: null, revokedByPersonId: null, revokedAt: null },
    ...{ revokeReason: null, revokeNote: null, checkedTimes: 0 },
  }));
}

const STEP_ACTIONS = {
  approve: 'recognition/approved',
  decline: 'recognition/declined',
  withdraw: 'recognition/withdrawn',
  issue: 'recognition/issued',
  revoke: 'recognition/revoked',
} as const satisfies Record<CertificateStep, string>;
export const actionOf = (step: CertificateStep): string => STEP_ACTIONS[step];

/**
 * Certificates after a step that all of them take, or none.
 * @throws AppError `recognition/changed-meanwhile` with who was faster, `recognition/self-approval`
 */
export function stepCertificates(
  known: readonly Certificate[],
  step: CertificateStep,
  personId: string,
): Certificate[] {
  const late = known.filter(({ status }) => !canStep(status, step));
  if (late.length > 0) {
    const actions = [
      'recognition/approved',
      'recognition/declined',
      'recognition/withdrawn',
      'recognition/issued',
      'recognition/revoked',
    ];
    throw new AppError('recognition/changed-meanwhile', { lostTo: { actions, subjects: late.map(({ id }) => id) } });
  }
  const decides = step === 'approve' || step === 'decline';
  if (decides && known.some((one) => isTooClose(one, personId))) throw new AppError('recognition/self-approval');
  return known.map((one) => ({ ...one, status: CERTIFICATE_STEPS[step].to }));
}

/** Whoever proposed it, or gets it, does not decide on it. */
export const isTooClose = (one: Pick<Certificate, 'proposedByPersonId' | 'personId'>, personId: string): boolean =>
  one.proposedByPersonId === personId || one.personId === personId;
