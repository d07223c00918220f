import type { AppEvents } from '#events/event-map';
import type { Attachments } from '#platform/attachments/attachments';
import type { Clock, Stopwatch } from '#platform/clock';
import type { AreaNames } from './known-area.ts';
import type { NetworkGauge } from './network-gauge.ts';
import type { Geography } from './understand.ts';

/** The dependencies of the commands. */
export type IntakeContext = { clock: Clock; events: AppEvents; geography: Geography & AreaNames; publicUrl: string };

/** Of those for the citizen page. */
export type WebContext = IntakeContext & {
  clock: Stopwatch;
  attachments: Attachments;
  networks: NetworkGauge;
  /** The account that LINE names for an ID token; undefined where it names none, or can't be asked. */
  nameLineAccount(idToken: string): Promise<string | undefined>;
};
