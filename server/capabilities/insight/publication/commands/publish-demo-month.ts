import type { Access, Actor } from '#capabilities/access';
import { thaiDayOf } from '#contract/thai-day';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import type { Log } from '#platform/log';
import { listDue } from '../publication.ts';
import type { PublicationContext } from '../publication-context.ts';
import { findFirstDay } from '../store/counted-rows.ts';
import { listPublications } from '../store/publication-rows.ts';
import { publishPublication } from './decide-publication.ts';
import { proposePublication } from './propose-publication.ts';

const [PROPOSES, PUBLISHES] = ['statistician', 'desk1300'];
const INVENTED = 'ข้อมูลสาธิต (สมมติ) · Invented figures of a demonstration';

/**
 * The page of public figures shows something in a demonstration from the beginning: its newest month, by the commands that people
 * use, proposed by one and published by another. Once: afterwards people go on by hand.
 */
export async function publishDemoMonth(
  context: PublicationContext & { access: Pick<Access, 'findActorOfPerson'>; db: Database; log: Log },
  findPersonId: (email: string) => string | undefined,
): Promise<void> {
  const { access, clock, db, log } = context;
  const [newest] = listDue(await findFirstDay(db), thaiDayOf(clock.now()), []);
  if (newest === undefined || (await listPublications(db)).length > 0) return;
  const as = async (work: Work, account: string | undefined): Promise<Actor> => {
    const personId = findPersonId(`${account}@demo.ess.example`);
    const actor = personId && (await access.findActorOfPerson(work, personId));
    if (!actor) throw new Error(`no account of the demonstration is called ${account}`);
    return actor;
  };
  try {
    await inTransaction(db, async (work) => {
      const actor = await as(work, PROPOSES);
      const { id } = await proposePublication(context, work, actor, { period: newest.period, note: INVENTED });
      await publishPublication(context, work, await as(work, PUBLISHES), id);
    });
  } catch (error) {
    // Everything else of the demonstration works without it.
    log.warn({ error }, 'no month of public figures could be published');
  }
}
