import type { Channel, SentMessage } from '../state.ts';
import { LineFault } from './answer.ts';
import type { Call } from './operation.ts';

const keptFor = 24 * 3_600_000;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The retry key of a request, if it has one: a UUID. */
export function readRetryKey({ headers }: Call): string | undefined {
  const value = headers['x-line-retry-key'];
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || !uuid.test(value))
    throw new LineFault(400, "The value for the 'X-Line-Retry-Key' header is invalid");
  return value.toLowerCase();
}

/** A reply has no retry: LINE refuses the header there. */
export function refuseRetryKey({ headers }: Call): void {
  if (headers['x-line-retry-key'] !== undefined)
    throw new LineFault(400, "The 'X-Line-Retry-Key' header can't be used with this endpoint");
}

/** LINE's 409 when this key was accepted within the last 24 hours; after that the same key sends again. */
export function refuseRepeated(call: Call, key: string | undefined): void {
  const { channel, world, raw } = call;
  const accepted = key === undefined ? undefined : channel.acceptedKeys.get(key);
  if (!accepted || world.clock.now() - accepted.at >= keptFor) return;
  if (accepted.body !== raw.toString('utf8')) call.warn('the same retry key came with another body');
  const fault = new LineFault(409, 'The retry key is already accepted', { sentMessages: accepted.sentMessages });
  fault.answer.headers = { 'x-line-accepted-request-id': accepted.requestId };
  throw fault;
}

/** Remembers an accepted request under its key. */
export function keepAccepted(call: Call, key: string | undefined, sentMessages?: SentMessage[]): void {
  if (key === undefined) return;
  const { channel, world, requestId, raw } = call;
  dropOld(channel, world.clock.now());
  channel.acceptedKeys.set(key, { requestId, at: world.clock.now(), body: raw.toString('utf8'), sentMessages });
}

function dropOld(channel: Channel, now: number): void {
  for (const [key, accepted] of channel.acceptedKeys) {
    if (now - accepted.at < keptFor) return;
    channel.acceptedKeys.delete(key);
  }
}
