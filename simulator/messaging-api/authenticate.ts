import type { Channel, State } from '../state.ts';
import { LineFault } from './answer.ts';

const start = 'Authentication failed due to the following reason: ';

/** The account whose channel access token the request carries; LINE's 401 otherwise. */
export function authenticate(state: State, authorization: string | undefined, now: number): Channel {
  if (authorization === undefined)
    throw new LineFault(
      401,
      `${start}missing Authorization header. Confirm that the access token in the authorization header is set.`,
    );
  const token = /^Bearer (\S+)$/.exec(authorization)?.[1];
  if (!token)
    throw new LineFault(
      401,
      `${start}invalid Authorization header. Confirm that the header is Bearer {channel access token}.`,
    );
  for (const channel of state.channels.values()) {
    if (channel.channelAccessToken === token) return channel;
    const endsAt = channel.issuedTokens.get(token);
    if (endsAt !== undefined && endsAt > now) return channel;
    if (endsAt !== undefined) throw new LineFault(401, `${start}access token expired`);
  }
  throw new LineFault(
    401,
    `${start}invalid token. Confirm that the access token in the authorization header is valid.`,
  );
}
