import { type Actor, agenciesWith } from '#capabilities/access';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { DutyContext } from '../context.ts';
import { type DutyMessageKey, formatDutyMessage } from '../messages.ts';
import { findStaffIntent, type StaffIntent } from '../staff-intent.ts';
import { listOnDuty } from '../store/published-duty.ts';
import { answerHeartbeat } from './answer-heartbeat.ts';
import { checkInToDuty, checkOutOfDuty } from './check-in-out.ts';

/** Errors that are ordinary answers, each with its own message. */
const ANSWERS: Record<string, DutyMessageKey> = {
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
 * Handles "เข้าเวร", "ออกเวร" and "พร้อม" in the chat of a linked account; undefined for any other text and for accounts
 * that are not linked, which get the linking instructions. It counts for every agency the person serves in.
 */
export async function receiveDutyMessage(
  context: DutyContext,
  work: Work,
  input: { text: string | null; data: string | null },
  findActor: () => Promise<Actor | undefined>,
): Promise<string | undefined> {
  const intent = findStaffIntent(input);
  const actor = intent && (await findActor());
  if (!intent || !actor) return undefined;
  const agencyIds = agenciesWith(actor, 'duty:serve');
  if (agencyIds.length === 0) return formatDutyMessage('serves-nowhere', undefined);
  const answers: string[] = [];
  for (const agencyId of agencyIds) {
    const key = await carryOut(context, work, actor, { intent, agencyId });
    answers.push(formatDutyMessage(key, context.jurisdiction.findAgency(agencyId)));
  }
  return answers.join('\n\n');
}

async function carryOut(
  context: DutyContext,
  work: Work,
  actor: Actor,
  { intent, agencyId }: { intent: StaffIntent; agencyId: string },
): Promise<DutyMessageKey> {
  const where = { agencyId, by: 'line' } as const;
  try {
    if (intent === 'check-in') await checkInToDuty(context, work, actor, where);
    else if (intent === 'check-out') await checkOutOfDuty(context, work, actor, where);
    else return await answerReady(context, work, actor, where);
    return DONE[intent];
  } catch (error) {
    const key = error instanceof AppError ? ANSWERS[error.code] : undefined;
    if (!key) throw error;
    return key;
  }
}

/** "Ready" from somebody on the roster also checks them in: they are present. */
async function answerReady(
  context: DutyContext,
  work: Work,
  actor: Actor,
  where: { agencyId: string; by: 'line' },
): Promise<DutyMessageKey> {
  const onDuty = await listOnDuty(work.tx, { agencyIds: [where.agencyId], at: context.clock.now() });
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

/** Tried last: explains what can be written. Accounts that are not linked get the linking instructions instead. */
export async function answerUnknownMessage(findActor: () => Promise<Actor | undefined>): Promise<string | undefined> {
  return (await findActor()) ? formatDutyMessage('not-understood', undefined) : undefined;
}
