import type { InboundFromReporter } from '#events/inbound';
import { createTransactionState, type Work } from '#platform/database/transaction';

/** A frightened person may write a dozen short messages at once, and then one every few seconds. */
const BURST = 20;
const EVERY_MS = 3000;
/** The most chats remembered; the one that was quiet longest is forgotten first. */
const MOST_CHATS = 10_000;

type Flood = InboundFromReporter['flood'];

/** When the chat will have its full allowance again, and whether it is in a flood. */
type Count = { fullAt: number; isFlooding: boolean };

/**
 * Detects when a chat writes faster than anybody can read. Nothing is refused: messages of a flood are stored and shown
 * joined, only the confirmations are left out. Counts in this process, by the time of arrival, so that a delayed
 * processing does not matter; a second process may send the message about it again. What a transaction counts holds from
 * its commit on, so that a message that is tried again counts once, and the beginning of a flood is not lost with a try.
 */
export function createFloodGauge(): (
  work: Pick<Work, 'state' | 'afterCommit'>,
  chatId: string,
  receivedAt: Date,
) => Flood {
  const chats = new Map<string, Count>();
  const countedIn = createTransactionState(() => new Map<string, Count>());
  const keep = (chatId: string, count: Count): void => {
    chats.delete(chatId);
    chats.set(chatId, count);
    if (chats.size > MOST_CHATS) chats.delete(chats.keys().next().value ?? '');
  };
  return (work, chatId, receivedAt) => {
    const at = receivedAt.getTime();
    const counted = countedIn(work);
    const known = counted.get(chatId) ?? chats.get(chatId);
    const later = known?.fullAt ?? 0;
    // Later than a full burst explains: the clock was set back, so the count starts again.
    const fullAt = later - at > BURST * EVERY_MS ? at : Math.max(later, at);
    const used = (fullAt - at) / EVERY_MS;
    const isOver = used + 1 > BURST;
    // A flood ends when half of the allowance is free again, not at the first pause.
    const isFlooding = isOver || (known?.isFlooding === true && used > BURST / 2);
    const count = { fullAt: isOver ? fullAt : fullAt + EVERY_MS, isFlooding };
    counted.set(chatId, count);
    work.afterCommit(() => keep(chatId, count));
    if (!isFlooding) return 'none';
    return known?.isFlooding ? 'goes-on' : 'begins';
  };
}
