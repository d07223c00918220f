import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { Attachments } from '#platform/attachments/attachments';
import type { Clock } from '#platform/clock';
import type { Notifier } from '#platform/events/notifier';

/** What the commands and queries of this capability need. */
export type OutreachContext = {
  clock: Clock;
  jurisdiction: Jurisdiction;
  notifier: Pick<Notifier, 'send'>;
  attachments: Attachments;
};

/** Sent when placements have changed: every process has their codes in memory. */
export const PLACEMENTS_TOPIC = 'placements';

/** Sent when somebody has asked for the materials of many placements. */
export const MATERIALS_TOPIC = 'materials';
