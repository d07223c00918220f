import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { FigureContext } from '../../context.ts';
import { discardReport, signOff } from '../annual-report.ts';
import { requireNation } from '../require-nation.ts';
import { type AnnualRow, lockAnnualReport, updateAnnualReport } from '../store/annual-rows.ts';

/**
 * From the commit on it is an edition of the year and is never changed: another person than who made it says so.
 * @throws AppError `insight/not-national`, `insight/annual-report-not-found`, `insight/annual-report-decided` with who was
 * faster, `insight/own-annual-report`
 */
export async function signOffAnnualReport(context: FigureContext, work: Work, actor: Actor, id: string): Promise<void> {
  const one = await getLocked(context, work, actor, id);
  const now = context.clock.now();
  await save(work, actor, signOff(one, { personId: actor.userId, now }), 'insight/annual-report-signed-off', now);
}

/** @throws AppError `insight/not-national`, `insight/annual-report-not-found`, `insight/annual-report-decided` with who was faster */
export async function discardAnnualReport(
  context: FigureContext,
  work: Work,
  actor: Actor,
  { id, reason }: { id: string; reason: string },
): Promise<void> {
  const one = await getLocked(context, work, actor, id);
  const now = context.clock.now();
  const changed = discardReport(one, { personId: actor.userId, now, reason });
  await save(work, actor, changed, 'insight/annual-report-discarded', now);
}

async function getLocked({ jurisdiction }: FigureContext, work: Work, actor: Actor, id: string): Promise<AnnualRow> {
  requireNation(jurisdiction, actor);
  const found = await lockAnnualReport(work.tx, id);
  if (found === undefined) throw new AppError('insight/annual-report-not-found');
  return found;
}

async function save(work: Work, actor: Actor, changed: AnnualRow, action: string, at: Date): Promise<void> {
  await updateAnnualReport(work.tx, changed);
  const { calendar, year, edition } = changed;
  recordAction(work, {
    ...{ ...byPerson(actor), action, subjectKind: 'annual-report', subjectId: changed.id, at },
    details: { calendar, year, edition },
  });
}
