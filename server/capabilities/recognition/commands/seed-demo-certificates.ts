import { addDays, BUDDHIST, thaiDayOf } from '#contract/thai-day';
import type { Database } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { Certificate } from '../certificate.ts';
import type { RecognitionContext } from '../context.ts';
import { insertCertificates, listCertificatesById, takeNumbers } from '../store/certificate-rows.ts';
import { readDemoCertificates } from '../store/demo-certificates.ts';
import { issueAs } from './step-certificates.ts';

const DAY_MS = 86_400_000;
const GIVER = 'PP-65';

/** Adds the invented certificates of the demonstration once: of citizens and of every role of officers, in every state. */
export async function seedDemoCertificates(
  { jurisdiction, clock, signer }: Pick<RecognitionContext, 'jurisdiction' | 'clock' | 'signer'>,
  db: Database,
  findPersonId: (email: string) => string | undefined,
): Promise<void> {
  const agency = jurisdiction.findAgencyByCode(GIVER);
  if (!agency) return;
  const { signers, certificates } = await readDemoCertificates();
  const idOf = (account: string): string => {
    const id = findPersonId(`${account}@demo.ess.example`);
    if (id === undefined) throw new Error(`no account of the demonstration is called ${account}`);
    return id;
  };
  await inTransaction(db, async ({ tx }) => {
    const ids = certificates.map(({ id }) => id);
    if ((await listCertificatesById(tx, ids)).length > 0) return;
    const made: Certificate[] = [];
    for (const { daysAgo, by, decidedBy, account, consent, ...facts } of certificates) {
      const proposedAt = new Date(clock.now().getTime() - daysAgo * DAY_MS);
      const [givenOn, decider] = [thaiDayOf(proposedAt), decidedBy ? idOf(decidedBy) : null];
      const proposed: Certificate = {
        ...facts,
        ...{ agencyId: agency.id, givenOn, signers, personId: account ? idOf(account) : null },
        incidentId: facts.kind === 'citizen' ? newId() : null,
        consent: consent ? { on: addDays(givenOn, -3), kept: 'แฟ้มคำขอ (สาธิต)' } : null,
        ...{ proposedByPersonId: idOf(by), proposedAt, declineReason: null, checkedTimes: 0 },
        ...{ decidedByPersonId: decider, decidedAt: decider ? proposedAt : null },
        ...{ issuedByPersonId: null, issuedAt: null, number: null, buddhistYear: null, serial: null, secret: null },
        ...{ document: null, signature: null, keyId: null, revokedByPersonId: null, revokedAt: null },
        ...{ revokeReason: null, revokeNote: null },
      };
      if (decider === null || facts.status === 'proposed' || facts.status === 'approved') {
        made.push(proposed);
        continue;
      }
      const buddhistYear = Number(givenOn.slice(0, 4)) + BUDDHIST;
      const number = await takeNumbers(tx, agency.id, buddhistYear, 1);
      const issued = issueAs(
        proposed,
        { number, buddhistYear, personId: decider, now: proposedAt },
        { signer, agency },
      );
      const isRevoked = facts.status === 'revoked';
      made.push({
        ...issued,
        ...(isRevoked && { revokedByPersonId: decider, revokedAt: new Date(proposedAt.getTime() + DAY_MS) }),
        ...(isRevoked && { revokeReason: 'holder-asked' }),
      });
    }
    await insertCertificates(tx, made);
  });
}
