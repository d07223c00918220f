import { randomInt } from 'node:crypto';
import { byPerson, recordAction } from '#capabilities/audit';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { Actor } from '../actor.ts';
import type { AccessContext } from '../context.ts';
import { formatStaffMessage } from '../messages.ts';
import { hashShort } from '../sealing.ts';
import { deleteLineLink, findPersonOfLineUser, keepLinkCode, linkLineUser, takeLinkCode } from '../store-line-links.ts';
import { findPerson } from '../store-people.ts';
import { lineCodeLimits } from '../try-limits.ts';
import { confirmProof } from './confirm-proof.ts';
import { notifyAccountChange } from './notify-account-change.ts';

/** Time to get one's phone. */
const CODE_MS = 600_000;
const CODE = /^\d{8}$/;

/** A code to send to the staff LINE account in a private chat; a new one replaces the last. */
export async function makeLineCode(
  { transact, clock, keys }: AccessContext,
  actor: Actor,
): Promise<{ code: string; expiresAt: Date }> {
  const code = String(randomInt(100_000_000)).padStart(8, '0');
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + CODE_MS);
  await transact(async (work) => {
    await confirmProof(work, actor, now);
    const hash = hashShort(keys.lineCode, code);
    await keepLinkCode(work.tx, { userId: actor.userId, sessionId: actor.sessionId, hash, expiresAt });
    recordAction(work, { ...byPerson(actor), ...aboutPerson(actor.userId, 'access/make-line-code'), at: now });
  });
  return { code, expiresAt };
}

/** @throws AppError `access/line-not-linked` */
export async function unlinkLine(context: AccessContext, actor: Actor): Promise<void> {
  const { transact, clock } = context;
  await transact(async (work) => {
    const lineUserId = await deleteLineLink(work.tx, actor.userId);
    if (!lineUserId) throw new AppError('access/line-not-linked');
    await notifyAccountChange(context, work, { personId: actor.userId, action: 'access/unlink-line', lineUserId });
    recordAction(work, {
      ...byPerson(actor),
      ...aboutPerson(actor.userId, 'access/unlink-line'),
      at: clock.now(),
    });
  });
}

/**
 * Handles a message in a private chat with the staff account. @returns the reply; undefined for messages of a linked
 * person, which other capabilities handle, and after too many wrong codes, which are answered once.
 */
export async function receiveFromStaff(
  context: Pick<AccessContext, 'clock' | 'keys' | 'limit' | 'events'>,
  work: Work,
  message: { lineUserId: string; text: string | null },
): Promise<string | undefined> {
  const { clock, keys, limit } = context;
  const { lineUserId } = message;
  const code = message.text?.replace(/[\s-]/g, '') ?? '';
  if (!CODE.test(code))
    return (await findPersonOfLineUser(work.tx, lineUserId)) ? undefined : formatStaffMessage('howToLink');
  const limits = lineCodeLimits(keys.tries, lineUserId);
  const now = clock.now();
  try {
    await limit.begin(limits);
  } catch (refusal) {
    if (refusal instanceof AppError && refusal.code === 'request/too-many') return undefined;
    throw refusal;
  }
  const userId = await takeLinkCode(work.tx, hashShort(keys.lineCode, code), now);
  const person = userId && (await findPerson(work.tx, userId));
  if (!person || person.disabledAt) return countWrongCode(limit, limits);
  const ended = await linkLineUser(work.tx, person.id, lineUserId, now);
  for (const link of ended) {
    // Either another person loses this chat, or this person's former chat is no longer linked: notify both.
    const isOther = link.userId !== person.id;
    const lost = isOther ? null : link.lineUserId;
    await notifyAccountChange(context, work, { personId: link.userId, action: 'access/unlink-line', lineUserId: lost });
  }
  await notifyAccountChange(context, work, { personId: person.id, action: 'access/link-line' });
  await context.events.publish(work, 'person-known-anew', { personId: person.id });
  recordAction(work, {
    actorKind: 'person',
    actorId: person.id,
    ...aboutPerson(person.id, 'access/link-line'),
    from: 'line-staff',
    sessionId: null,
    at: now,
  });
  return formatStaffMessage('linked');
}

async function countWrongCode(
  limit: AccessContext['limit'],
  limits: ReturnType<typeof lineCodeLimits>,
): Promise<string> {
  await limit.failed(limits);
  try {
    await limit.begin(limits);
    return formatStaffMessage('wrongCode');
  } catch (refusal) {
    if (!(refusal instanceof AppError)) throw refusal;
    return formatStaffMessage('tooMany', { minutes: Math.ceil(Number(refusal.params.seconds ?? 60) / 60) });
  }
}

function aboutPerson(userId: string, action: string) {
  return { action, subjectKind: 'person', subjectId: userId };
}
