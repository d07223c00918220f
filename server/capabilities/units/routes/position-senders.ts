import type { FastifyRequest } from 'fastify';
import type { Actor } from '#capabilities/access';
import { AppError } from '#platform/app-error';
import type { Stopwatch } from '#platform/clock';
import { createRate, createSlots } from '#platform/http/rates';
import { countedAddress, isLoopback } from '#platform/ip-address';

type Authenticate = (headers: FastifyRequest['headers'], from: string) => Promise<Actor | undefined>;
type Request = Pick<FastifyRequest, 'headers' | 'ip'>;

/**
 * 4,000 phones send every five seconds, just when access has dropped them from its cache: two look-ups each time would
 * cost more than the position itself. Sessions are cached longer here than anywhere else, because all a phone can do is
 * send the position of its own unit with an open job, which the tables check each time.
 */
const CACHE_MS = 60_000;
const CACHED_AT_MOST = 10_000;
/** A phone sends every five seconds; more often helps nobody. */
const OF_ONE_PHONE = { burst: 10, perSecond: 1 };
/** All patrols may share the few addresses of a mobile operator, so only look-ups count. */
const LOOKED_UP_FROM_ONE_ADDRESS = { burst: 1500, perSecond: 150 };
/** Positions waiting to be written. Separate from the other slots, so that positions never block an alarm. */
const AT_ONCE = 2000;

/** Authenticates senders of positions, cached for a minute by session cookie, and limits their rate. */
export function createPositionSenders(authenticate: Authenticate, clock: Stopwatch) {
  const cached = new Map<string, { personId: string; until: number }>();
  const phoneRate = createRate(OF_ONE_PHONE, clock);
  const lookUpRate = createRate(LOOKED_UP_FROM_ONE_ADDRESS, clock);
  const slots = createSlots(AT_ONCE);

  const lookUp = async ({ headers, ip }: Request): Promise<string> => {
    if (!isLoopback(ip)) refuseWhenTooFast(lookUpRate(countedAddress(ip)));
    const actor = await authenticate(headers, ip);
    if (!actor) throw new AppError('access/not-signed-in');
    if (!actor.permissions.has('unit:serve')) throw new AppError('access/not-permitted');
    const oldest = cached.size >= CACHED_AT_MOST ? cached.keys().next().value : undefined;
    if (oldest !== undefined) cached.delete(oldest);
    if (headers.cookie) cached.set(headers.cookie, { personId: actor.userId, until: clock.elapsed() + CACHE_MS });
    return actor.userId;
  };
  return {
    /**
     * Admits a request with a position; call `leave` when it is answered.
     * @throws AppError `access/not-signed-in`, `access/not-permitted`, `request/too-many`, `server/overloaded`
     */
    async admit(request: Request): Promise<{ personId: string; leave: () => void }> {
      const { cookie = '' } = request.headers;
      const known = cached.get(cookie);
      const isFresh = known !== undefined && known.until > clock.elapsed();
      if (known && !isFresh) cached.delete(cookie);
      const personId = isFresh ? known.personId : await lookUp(request);
      refuseWhenTooFast(phoneRate(personId));
      const leave = slots('');
      if (!leave) throw new AppError('server/overloaded', { params: { seconds: 5 } });
      return { personId, leave };
    },
    /** Call when sessions or rights have ended. */
    forgetAll: () => cached.clear(),
  };
}

function refuseWhenTooFast(waitMs: number): void {
  if (waitMs > 0) throw new AppError('request/too-many', { params: { seconds: Math.ceil(waitMs / 1000) } });
}
