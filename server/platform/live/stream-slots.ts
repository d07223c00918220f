import { AppError } from '../app-error.ts';

/** Whose stream it is, and how to end it. */
export type OpenStream = { account: string; session: string; close(): void };

/**
 * Slots for live streams, counted in this process. A full account gets the new stream in place of the oldest of the same
 * sign-in (a phone that lost its signal leaves dead ones behind); a further console of a full account is refused and
 * gets the reason: closing a colleague's instead would go round in a circle for ever.
 * @returns `enter`, which gives the way out
 */
export function createStreamSlots(limits: { streamsOfAccount: number; streams: number }) {
  const byAccount = new Map<string, Set<OpenStream>>();
  let all = 0;
  const leave = (stream: OpenStream): void => {
    const own = byAccount.get(stream.account);
    if (!own?.delete(stream)) return;
    all -= 1;
    if (own.size === 0) byAccount.delete(stream.account);
  };
  /** @throws AppError `live/too-many-streams`, `server/overloaded` */
  return function enter(stream: OpenStream): () => void {
    const own = byAccount.get(stream.account) ?? new Set();
    if (own.size >= limits.streamsOfAccount) {
      const oldest = [...own].find(({ session }) => session === stream.session);
      if (!oldest) throw new AppError('live/too-many-streams', { params: { seconds: 10 } });
      leave(oldest);
      oldest.close();
    }
    if (all >= limits.streams) throw new AppError('server/overloaded', { params: { seconds: 10 } });
    byAccount.set(stream.account, (byAccount.get(stream.account) ?? new Set()).add(stream));
    all += 1;
    return () => leave(stream);
  };
}
