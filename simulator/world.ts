import type { Changes } from './changes.ts';
import type { Clock } from './clock.ts';
import type { FaultSwitches } from './faults.ts';
import type { RequestLog } from './messaging-api/request-log.ts';
import type { State } from './state.ts';
import type { WebhookSender } from './webhook/webhook-sender.ts';

/** Everything the parts of the simulator share; made once, in simulator.ts. */
export type World = {
  state: State;
  clock: Clock;
  changes: Changes;
  faults: FaultSwitches;
  webhooks: WebhookSender;
  requests: RequestLog;
  /** How long a sent photo can be fetched, and how long a video takes to be prepared. Milliseconds. */
  contentLifetime: number;
  preparationTime: number;
};
