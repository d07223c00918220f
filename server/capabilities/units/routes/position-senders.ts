import type { FastifyRequest } from 'fastify';
import type { Actor } from '#capabilities/access';
import { AppError } from '#platform/app-error';
import type { Stopwatch } from '#platform/clock';
import { createRate, createSlots } from '#platform/http/rates';
import { countedAddress, isLoopback } from '#platform/ip-address';

type Authenticate = (headers: FastifyRequest['headers'], from: string) => Promise<Actor | undefined>;
type Request = Pick<FastifyRequest, 'headers' | 'ip'>;

/**
 * 4,000 phones ask every five seconds, which is just when access has forgotten them: two look-ups each time would cost
 * more than the position. Kept longer than anywhere else, because all it can do is tell where one's own unit is while
 * it is sent, and that is asked of the tables each time.
 */
const KEEP_MS = 60_000;
const KEPT_AT_MOST = 10_000;
/** A phone sends every five seconds; more often helps nobody. */
const OF_ONE_PHONE = { burst: 10, perSecond: 1 };
/** All patrols of a country may come from the few addresses of a telephone company, so only what must be looked up counts. */
const LOOKED_UP_FROM_ONE_ADDRESS = { burst: 1500, perSecond: 150 };
/** Waiting to be written at a time. Apart from the room for everything else: positions never take an alarm's place. */
const AT_ONCE = 2000;

/** Who sends positions, remembered for a minute by their session's cookie, and how fast they may. */
export function createPositionSenders(authenticate: Authenticate, clock: Stopwatch) {
  const kept = new Map<string, { personId: string; until: number }>();
  const phoneRate = createRate(OF_ONE_PHONE, clock);
  const lookUpRate = createRate(LOOKED_UP_FROM_ONE_ADDRESS, clock);
  const room = createSlots(AT_ONCE);

  const lookUp = async ({ headers, ip }: Request): Promise<string> => {
    if (!isLoopback(ip)) refuseWhenTooFast(lookUpRate(countedAddress(ip)));
    const actor = await authenticate(headers, ip);
    if (!actor) throw new AppError('access/not-signed-in');
    if (!actor.permissions.has('unit:serve')) throw new AppError('access/not-permitted');
    const oldest = kept.size >= KEPT_AT_MOST ? kept.keys().next().value : undefined;
    if (oldest !== undefined) kept.delete(oldest);
    if (headers.cookie) kept.set(headers.cookie, { personId: actor.userId, until: clock.elapsed() + KEEP_MS });
    return actor.userId;
  };
  return {
    /**
     * Lets somebody in with a position; call `leave` when it is answered.
     * @throws AppError `access/not-signed-in`, `access/not-permitted`, `request/too-many`, `server/overloaded`
     */
    async admit(request: Request): Promise<{ personId: string; leave: () => void }> {
      const { cookie = '' } = request.headers;
      const known = kept.get(cookie);
      const isFresh = known !== undefined && known.until > clock.elapsed();
      if (known && !isFresh) kept.delete(cookie);
      const personId = isFresh ? known.personId : await lookUp(request);
      refuseWhenTooFast(phoneRate(personId));
      const leave = room('');
      if (!leave) throw new AppError('server/overloaded', { params: { seconds: 5 } });
      return { personId, leave };
    },
    /** Sessions or rights have ended somewhere. */
    forgetAll: () => kept.clear(),
  };
}

function refuseWhenTooFast(waitMs: number): void {
  if (waitMs > 0) throw new AppError('request/too-many', { params: { seconds: Math.ceil(waitMs / 1000) } });
}
