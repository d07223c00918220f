import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { mayFor } from '#capabilities/jurisdiction';
import type { CertificateStep, Consent, RevokeReason, Shown } from '#contract/recognition';
import { BUDDHIST } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { actionOf, type Certificate, stepCertificates } from '../certificate.ts';
import { writeDocument } from '../certificate-document.ts';
import type { RecognitionContext } from '../context.ts';
import { newSalt, newSerial } from '../signature.ts';
import { lockCertificates, takeNumbers, updateCertificates } from '../store/certificate-rows.ts';

type Context = Pick<RecognitionContext, 'jurisdiction' | 'clock' | 'signer'>;
type Ids = { ids: readonly string[] };

/** Another person than who proposed them approves: all, or none. @throws AppError `recognition/self-approval` */
export const approveCertificates = (context: Context, work: Work, actor: Actor, { ids }: Ids): Promise<void> =>
  step(context, work, actor, ids, 'approve', (one, { personId, now }) => ({
    ...{ ...one, decidedByPersonId: personId, decidedAt: now },
  }));

/** Another person than who proposed them says no, and why. */
export const declineCertificates = (
  context: Context,
  work: Work,
  actor: Actor,
  { ids, reason }: Ids & { reason: string },
): Promise<void> =>
  step(context, work, actor, ids, 'decline', (one, { personId, now }) => ({
    ...{ ...one, decidedByPersonId: personId, decidedAt: now, declineReason: reason },
  }));

/** Taken back before it was issued, by whoever proposed it. */
export const withdrawCertificates = (context: Context, work: Work, actor: Actor, { ids }: Ids): Promise<void> =>
  step(context, work, actor, ids, 'withdraw', (one) => one);

/** Not valid any more; the public page says so from the commit on. */
export const revokeCertificate = (
  context: Context,
  work: Work,
  actor: Actor,
  { id, reason, note }: { id: string; reason: RevokeReason; note: string },
): Promise<void> =>
  step(context, work, actor, [id], 'revoke', (one, { personId, now }) => ({
    ...{ ...one, revokedByPersonId: personId, revokedAt: now, revokeReason: reason, revokeNote: note || null },
  }));

/** Approved ones get their number and their signature: all, or none. */
export async function issueCertificates(context: Context, work: Work, actor: Actor, { ids }: Ids): Promise<void> {
  const { jurisdiction, signer } = context;
  const numbers = new Map<string, { number: number; buddhistYear: number }>();
  await step(
    context,
    ...([work, actor, ids, 'issue'] as const),
    (one, { personId, now }) => {
      const agency = jurisdiction.getAgency(one.agencyId);
      return issueAs(one, { ...getNumber(numbers, one.id), personId, now }, { signer, agency });
    },
    async (taken) => {
      // By agency and year of the paper, in the order in which they were proposed; agencies in one order for everybody.
      const groups = Object.entries(
        Object.groupBy(taken, ({ agencyId, givenOn }) => `${agencyId} ${Number(givenOn.slice(0, 4)) + BUDDHIST}`),
      ).sort(([one], [other]) => (one < other ? -1 : 1));
      for (const [key, group = []] of groups) {
        const [agencyId = '', year] = key.split(' ');
        const first = await takeNumbers(work.tx, agencyId, Number(year), group.length);
        group
          .toSorted((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id))
          .forEach(({ id }, at) => {
            numbers.set(id, { number: first + at, buddhistYear: Number(year) });
          });
      }
    },
  );
}

/** With its number, a serial that nobody guesses, and a signature. */
export function issueAs(
  one: Certificate,
  { personId, now, ...number }: { number: number; buddhistYear: number; personId: string; now: Date },
  { signer, agency }: Pick<RecognitionContext, 'signer'> & { agency: { code: string; nameTh: string } },
): Certificate {
  const issued = {
    ...{ ...one, ...number, issuedByPersonId: personId, issuedAt: now, serial: newSerial(), keyId: signer.keyId },
    secret: { holder: newSalt(), initials: newSalt() },
  };
  const document = writeDocument(issued, agency);
  return { ...issued, document, signature: signer.sign(document) };
}

function getNumber(
  numbers: ReadonlyMap<string, { number: number; buddhistYear: number }>,
  id: string,
): { number: number; buddhistYear: number } {
  const number = numbers.get(id);
  if (!number) throw new Error('a certificate without a number');
  return number;
}

/** What the public page may show, by a new consent of the holder; also after it was issued. */
export async function showCertificate(
  context: Context,
  work: Work,
  actor: Actor,
  { id, shown, consent }: { id: string; shown: Shown; consent: Consent },
): Promise<void> {
  const [one] = await load(context, work, actor, [id], 'certificate:propose', true);
  if (!one) throw new AppError('recognition/not-found');
  await updateCertificates(work.tx, [{ ...one, shown, consent }]);
  recordAction(work, {
    ...byPerson(actor),
    ...{ action: 'recognition/shown-changed', subjectKind: 'certificate', subjectId: id, details: { shown } },
    at: context.clock.now(),
  });
}

/** Whose decision each step is. */
const NEEDED = {
  approve: 'certificate:approve',
  decline: 'certificate:approve',
  withdraw: 'certificate:propose',
  issue: 'certificate:propose',
  revoke: 'certificate:approve',
} as const satisfies Record<CertificateStep, string>;

async function step(
  context: Context,
  work: Work,
  actor: Actor,
  ids: readonly string[],
  name: CertificateStep,
  change: (one: Certificate, by: { personId: string; now: Date }) => Certificate,
  prepare: (taken: readonly Certificate[]) => Promise<void> = async () => {},
): Promise<void> {
  const known = await load(context, work, actor, ids, NEEDED[name], name === 'withdraw');
  if (name === 'withdraw' && known.some(({ proposedByPersonId }) => proposedByPersonId !== actor.userId))
    throw new AppError('recognition/not-yours');
  const now = context.clock.now();
  const taken = stepCertificates(known, name, actor.userId);
  await prepare(taken);
  await updateCertificates(
    work.tx,
    taken.map((one) => change(one, { personId: actor.userId, now })),
  );
  for (const { id, agencyId } of taken)
    recordAction(work, {
      ...byPerson(actor),
      ...{ action: actionOf(name), subjectKind: 'certificate', subjectId: id, details: { agencyId }, at: now },
    });
}

/** Locks certificates that the actor may change so. @throws AppError `recognition/not-found`, `recognition/not-yours` */
async function load(
  { jurisdiction }: Context,
  work: Work,
  actor: Actor,
  ids: readonly string[],
  permission: (typeof NEEDED)[CertificateStep],
  /** It may be in the name of an agency above one's own: whoever proposed it may take it back, no more. */
  isOwnEnough: boolean,
): Promise<Certificate[]> {
  const known = await lockCertificates(work.tx, ids);
  if (known.length < new Set(ids).size) throw new AppError('recognition/not-found');
  const isTheirs = ({ agencyId, proposedByPersonId }: Certificate) =>
    mayFor(jurisdiction, actor, permission, [agencyId]) || (isOwnEnough && proposedByPersonId === actor.userId);
  if (!known.every(isTheirs)) throw new AppError('recognition/not-yours');
  return known;
}
