import { listLineUsers } from '#capabilities/access';
import { inTransaction } from '#platform/database/transaction';
import { type AlarmFacts, groupWords, lineCard } from '../alarm-words.ts';
import type { AlertingParts } from '../context.ts';
import type { Notice } from '../notice.ts';
import { postponeNotice } from '../store-deliveries.ts';
import { findGroup } from '../store-targets.ts';
import { settleNotice, settleNoticeNow } from './settle-notice.ts';

/** Handed over to LINE's outbox, which tries on its own; after this it counts as silent and the others take over. */
const SILENT_AFTER_MS = 45_000;
const HANDED_OVER = 'handed-over';

/**
 * Owes somebody's own chat, or a group, the words. Handing over and remembering it are one transaction, so a kill in
 * between says it once; what LINE made of it comes back as `speech-delivered` or `speech-held-up`.
 */
export async function sayInLine(parts: AlertingParts, notice: Notice, alarm: AlarmFacts): Promise<void> {
  const { line } = parts.ways;
  if (!line) return settleNoticeNow(parts, notice.id, { kind: 'failed', cause: 'not-set-up' });
  if (notice.cause === HANDED_OVER)
    return settleNoticeNow(parts, notice.id, { kind: 'failed', cause: 'line-is-silent' });
  await inTransaction(parts.db, async (work) => {
    const address = notice.personId
      ? (await listLineUsers(work.tx, [notice.personId])).get(notice.personId)
      : (await findGroup(work.tx, { id: notice.targetId ?? '' }))?.lineGroupId;
    if (!address) return settleNotice(parts, work, notice.id, { kind: 'failed', cause: 'not-linked' });
    await line.say(work, address, notice.personId ? lineCard(alarm) : groupWords(alarm));
    const silentAt = new Date(parts.clock.now().getTime() + SILENT_AFTER_MS);
    await postponeNotice(work.tx, notice.id, silentAt, HANDED_OVER);
  });
}
