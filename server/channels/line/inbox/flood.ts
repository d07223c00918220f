/** Quick fingers in fear write a dozen short messages at once, and then one every few seconds. */
const BURST = 20;
const EVERY_MS = 3000;
/** Chats remembered at a time; whoever was quiet longest is forgotten first. */
const MOST_CHATS = 10_000;

/** `begins` is said once for each flood: the person is told once. */
export type Flood = 'none' | 'begins' | 'goes-on';

/**
 * Tells when a chat writes faster than anybody can read. Nothing is refused for it: what is written in a flood is kept
 * and shown in one piece, and only its echo is left out. Counts in this process, by the time of arrival, so that what
 * waited is judged as if it had not; a second process may tell the person a second time.
 */
export function createFloodGauge(): (chatId: string, receivedAt: Date) => Flood {
  /** When the chat will have been quiet enough to begin anew, and whether it is in a flood. */
  const chats = new Map<string, { fullAt: number; isFlooding: boolean }>();
  return (chatId, receivedAt) => {
    const at = receivedAt.getTime();
    const known = chats.get(chatId);
    const later = known?.fullAt ?? 0;
    // Further ahead than a full flood reaches: the clock was set back, and the chat begins anew.
    const fullAt = later - at > BURST * EVERY_MS ? at : Math.max(later, at);
    const owed = (fullAt - at) / EVERY_MS;
    const isOver = owed + 1 > BURST;
    // It ends when half of the room is free again, not at the first pause.
    const isFlooding = isOver || (known?.isFlooding === true && owed > BURST / 2);
    chats.delete(chatId);
    chats.set(chatId, { fullAt: isOver ? fullAt : fullAt + EVERY_MS, isFlooding });
    if (chats.size > MOST_CHATS) chats.delete(chats.keys().next().value ?? '');
    if (!isFlooding) return 'none';
    return known?.isFlooding ? 'goes-on' : 'begins';
  };
}
