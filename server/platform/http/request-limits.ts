import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../app-error.ts';
import type { Stopwatch } from '../clock.ts';
import { countedAddress, isLoopback } from '../ip-address.ts';
import { createRate, createSlots, type Rate } from './rates.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Never refused for what others do: LINE's webhooks, and those who ask whether the process lives. */
    isNeverLimited?: true;
    /** Open for hours: counted where streams are, not among what is being answered. */
    isStream?: true;
    /** So many and so often that it has limits and room of its own, in the route itself. */
    limitsItself?: true;
    /** A password is hashed here; only so many side by side. Not for passkeys and codes: strangers must not fill their places. */
    hashesPassword?: true;
  }
}

/** How much is taken in. One account may be a whole duty room, one address a whole police station. */
export type Limits = {
  address: Rate;
  addressAtOnce: number;
  account: Rate;
  /** Acts: even a duty room presses no more than a few buttons a second. */
  accountActions: Rate;
  accountAtOnce: number;
  /** Passwords hashed side by side: each costs 19 MB and a core, and the alerts need the cores. */
  signInsAtOnce: number;
  /** All together; the rest hears that we are busy and comes back, instead of making everybody wait. */
  atOnce: number;
  /** Live streams of one account: consoles of a duty room that share it. */
  streamsOfAccount: number;
  streams: number;
};

export const LIMITS: Limits = {
  address: { burst: 1500, perSecond: 150 },
  addressAtOnce: 150,
  account: { burst: 300, perSecond: 30 },
  accountActions: { burst: 60, perSecond: 5 },
  accountAtOnce: 20,
  signInsAtOnce: 8,
  atOnce: 300,
  streamsOfAccount: 40,
  streams: 5000,
};

/** The same limits for a house of another size: every number times the factor. */
export function scaleLimits(limits: Limits, factor: number): Limits {
  const rate = ({ burst, perSecond }: Rate) => ({ burst: burst * factor, perSecond: perSecond * factor });
  return {
    address: rate(limits.address),
    account: rate(limits.account),
    accountActions: rate(limits.accountActions),
    addressAtOnce: limits.addressAtOnce * factor,
    accountAtOnce: limits.accountAtOnce * factor,
    signInsAtOnce: limits.signInsAtOnce * factor,
    atOnce: limits.atOnce * factor,
    streamsOfAccount: limits.streamsOfAccount * factor,
    streams: limits.streams * factor,
  };
}

/** Lets an account in; call what it gives when the answer is ready. */
export type AccountLimits = (account: string, request: FastifyRequest) => () => void;

/** Limits by address and in all on every route that does not ask to be left alone. Counts in this process. */
export function limitRequests(fastify: FastifyInstance, clock: Stopwatch, limits: Limits): AccountLimits {
  const addressRate = createRate(limits.address, clock);
  const addressRoom = createSlots(limits.addressAtOnce);
  const signInRoom = createSlots(limits.signInsAtOnce);
  const wholeRoom = createSlots(limits.atOnce);
  const accountRate = createRate(limits.account, clock);
  const actionRate = createRate(limits.accountActions, clock);
  const accountRoom = createSlots(limits.accountAtOnce);

  fastify.addHook('onRequest', async (request) => {
    if (isLeftAlone(request) || isLoopback(request.ip)) return;
    refuseWhenTooFast(addressRate(countedAddress(request.ip)));
  });
  // After the body: who sends slowly holds a connection, not a place.
  fastify.addHook('preHandler', async (request, reply) => {
    if (isLeftAlone(request) || request.routeOptions.config?.isStream) return;
    if (!isLoopback(request.ip)) {
      leaveAtEnd(reply, addressRoom(countedAddress(request.ip)) ?? refuse('request/too-many'));
    }
    leaveAtEnd(reply, wholeRoom('') ?? refuse('server/overloaded'));
    if (request.routeOptions.config?.hashesPassword) leaveAtEnd(reply, signInRoom('') ?? refuse('server/overloaded'));
  });
  return (account, request) => {
    refuseWhenTooFast(accountRate(account));
    if (request.method !== 'GET') refuseWhenTooFast(actionRate(account));
    return accountRoom(account) ?? refuse('request/too-many');
  };
}

function isLeftAlone(request: FastifyRequest): boolean {
  const { isNeverLimited, limitsItself } = request.routeOptions.config ?? {};
  return isNeverLimited === true || limitsItself === true;
}

function leaveAtEnd(reply: FastifyReply, leave: () => void): void {
  reply.raw.once('close', leave);
}

function refuseWhenTooFast(waitMs: number): void {
  if (waitMs > 0) refuse('request/too-many', Math.ceil(waitMs / 1000));
}

function refuse(code: 'request/too-many' | 'server/overloaded', seconds = 1): never {
  throw new AppError(code, { params: { seconds } });
}
