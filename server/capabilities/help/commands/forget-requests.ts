import { bySystem, type EntryDetails, recordAction } from '#capabilities/audit';
import { thaiDayOf } from '#contract/thai-day';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import { fiscalYearOf } from '../help-rules.ts';
import { countedFrom, keptSince } from '../keeping.ts';
import { type Forgotten, forgetEndedRequests } from '../store/forgotten-rows.ts';

/** Requests forgotten in one transaction. */
const BATCH = 100;
/** Limit for one run; the next one goes on. */
const BATCHES = 20;

/**
 * Scheduled job: ended requests that were kept long enough go as a whole. The audit keeps that they did, what was granted
 * and in which fiscal year, so that what was given is still counted; nothing of the person.
 */
export async function forgetRequests({ clock }: { clock: Clock }, db: Database): Promise<void> {
  for (let batch = 0; batch < BATCHES; batch++) {
    const forgotten = await inTransaction(db, async (work) => {
      const at = clock.now();
      const before = {
        'not-sent': keptSince('not-sent', at),
        ended: keptSince('ended', at),
        refused: keptSince('refused', at),
        closed: keptSince('closed', at),
      };
      const gone = await forgetEndedRequests(work.tx, before, { countedSince: countedFrom(at), most: BATCH });
      for (const one of gone) {
        const subject = { subjectKind: 'help-request', subjectId: one.requestId } as const;
        recordAction(work, { ...bySystem('timer'), action: 'help/forgotten', ...subject, details: detailsOf(one), at });
      }
      return gone.length;
    });
    if (forgotten < BATCH) break;
  }
}

function detailsOf({ kind, status, agencyId, grantedAt, grantedBenefit, grantedAmount }: Forgotten): EntryDetails {
  const ended = { kind, status, agencyId };
  if (!grantedAt) return ended;
  return {
    ...{ ...ended, benefit: grantedBenefit, amount: grantedAmount },
    fiscalYear: fiscalYearOf(thaiDayOf(grantedAt)),
  };
}
