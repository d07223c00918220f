import type { IncomingHttpHeaders } from 'node:http';
import type { Channel } from '../state.ts';
import type { World } from '../world.ts';
import type { Answer } from './answer.ts';
import type { RateLimit } from './rate-limits.ts';

/** What one request gives to the function that handles it. */
export type Call = {
  world: World;
  channel: Channel;
  params: Record<string, string>;
  query: Record<string, string | undefined>;
  headers: IncomingHttpHeaders;
  requestId: string;
  raw: Buffer;
  /** The body as JSON; LINE's 415 or 400 where it is none. */
  json(): unknown;
  /** Something worth a line in the log that LINE itself would not answer. */
  warn(warning: string): void;
};

/** One line of the platform's route table. */
export type Operation = {
  name: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  /** Sends messages to people; the fault switches can be limited to these. */
  sends?: boolean;
  rate?: RateLimit;
  play(call: Call): Answer | Promise<Answer>;
};
