import type { IntakeContext } from '#capabilities/intake';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { SimulationResult } from '#contract/staffing';
import type { LoggedEvents } from '#events/event-map';
import type { Clock } from '#platform/clock';
import type { Connection, Database } from '#platform/database/database';
import type { EventLog } from '#platform/events/event-log';
import type { Notifier } from '#platform/events/notifier';
import type { Log } from '#platform/log';
import type { SystemAlerts } from '#platform/system-alerts/system-alerts';
import type { ProvinceJob, ProvinceResult } from './prevention/map-province.ts';
import type { SimulationJob } from './staffing/answer-question.ts';

/** What keeps the facts right. */
export type FactContext = {
  clock: Clock;
  db: Database;
  eventLog: Pick<EventLog<LoggedEvents>, 'readAfter'>;
  systemAlerts: Pick<SystemAlerts, 'raise' | 'clear'>;
  /** What else follows the incidents whose facts were made anew, in the same transaction. */
  follow(tx: Connection, incidentIds: readonly string[]): Promise<void>;
};
/** What the figures are read with. */
export type FigureContext = { clock: Clock; jurisdiction: Jurisdiction };
/** What repeat places need; somebody who is found in danger there is reported by intake. */
export type PreventionContext = IntakeContext & { jurisdiction: Jurisdiction };
/** The maps that are made each week. */
export type MapContext = {
  clock: Clock;
  db: Database;
  log: Log;
  /** Computes apart from the server. @throws AppError `file/too-heavy` when it takes too long, `server/overloaded` */
  mapProvince(job: ProvinceJob): Promise<ProvinceResult>;
};
/** Simulations of rosters. */
export type StaffingContext = FigureContext & {
  db: Database;
  log: Log;
  notifier: Notifier;
  /** Answers apart from the server. @throws AppError `file/too-heavy` when it takes too long, `server/overloaded` */
  simulate(job: SimulationJob): Promise<SimulationResult>;
};
