import { type Actor, agenciesWith } from '#capabilities/access';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { DutyContext } from '../context.ts';
import { type DutyMessageKey, formatDutyMessage } from '../messages.ts';
import { findStaffIntent, type StaffIntent } from '../staff-intent.ts';
import { listOnDutyRows } from '../store/on-duty-rows.ts';
import { answerHeartbeat } from './answer-heartbeat.ts';
import { checkInToDuty, checkOutOfDuty } from './check-in-out.ts';

/** Facts that are an answer and no failure; each has words of its own. */
const FACTS: Record<string, DutyMessageKey> = {
  'duty/already-checked-in': 'already-checked-in',
  'duty/not-on-duty': 'not-on-duty',
  'duty/no-heartbeat-asked': 'no-heartbeat-asked',
};
const DONE: Record<StaffIntent, DutyMessageKey> = {
  'check-in': 'checked-in',
  'check-out': 'checked-out',
  heartbeat: 'heartbeat-answered',
};

/**
 * "เข้าเวร", "ออกเวร" and "พร้อม" in the chat of a linked account; undefined for everything that is not about duty, and
 * for strangers, whom linking answers. Whoever serves in several agencies speaks for all of them.
 */
export async function receiveDutyMessage(
  context: DutyContext,
  work: Work,
  said: { text: string | null; data: string | null },
  findActor: () => Promise<Actor | undefined>,
): Promise<string | undefined> {
  const wish = findStaffIntent(said);
  const actor = wish && (await findActor());
  if (!wish || !actor) return undefined;
  const agencyIds = agenciesWith(actor, 'duty:serve');
  if (agencyIds.length === 0) return formatDutyMessage('serves-nowhere', undefined);
  const answers: string[] = [];
  for (const agencyId of agencyIds) {
    const word = await carryOut(context, work, actor, { wish, agencyId });
    answers.push(formatDutyMessage(word, context.jurisdiction.findAgency(agencyId)));
  }
  return answers.join('\n\n');
}

async function carryOut(
  context: DutyContext,
  work: Work,
  actor: Actor,
  { wish, agencyId }: { wish: StaffIntent; agencyId: string },
): Promise<DutyMessageKey> {
  const where = { agencyId, by: 'line' } as const;
  try {
    if (wish === 'check-in') await checkInToDuty(context, work, actor, where);
    else if (wish === 'check-out') await checkOutOfDuty(context, work, actor, where);
    else return await sayReady(context, work, actor, where);
    return DONE[wish];
  } catch (error) {
    const word = error instanceof AppError ? FACTS[error.code] : undefined;
    if (!word) throw error;
    return word;
  }
}

/** "Ready" of somebody the roster names is their check-in as well: they are there. */
async function sayReady(
  context: DutyContext,
  work: Work,
  actor: Actor,
  where: { agencyId: string; by: 'line' },
): Promise<DutyMessageKey> {
  const onDuty = await listOnDutyRows(work.tx, [where.agencyId], context.clock.now());
  const isPlanned = onDuty.some(({ personId, presence }) => personId === actor.userId && presence === 'planned');
  if (isPlanned) await checkInToDuty(context, work, actor, where);
  try {
    await answerHeartbeat(context, work, actor, where);
    return DONE.heartbeat;
  } catch (error) {
    const isUnasked = error instanceof AppError && error.code === 'duty/no-heartbeat-asked';
    if (!isPlanned || !isUnasked) throw error;
    return DONE['check-in'];
  }
}

/** Last of all: what nobody understood is answered with what can be said; strangers are answered by linking. */
export async function answerUnknownMessage(findActor: () => Promise<Actor | undefined>): Promise<string | undefined> {
  return (await findActor()) ? formatDutyMessage('not-understood', undefined) : undefined;
}
