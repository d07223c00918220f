import type { Access, Actor } from '#capabilities/access';
import type { IncidentContext } from '#capabilities/incident';
import type { IncomingStaffMessage } from '#events/outgoing-message';
import type { Capability } from '#platform/capability';
import type { Database } from '#platform/database/database';
import type { Work } from '#platform/database/transaction';
import type { Notifier } from '#platform/events/notifier';
import type { Log } from '#platform/log';
import { generatePatternShifts } from './commands/make-pattern.ts';
import { createRosterReader } from './commands/read-roster-in-worker.ts';
import { answerUnknownMessage, receiveDutyMessage } from './commands/receive-from-staff.ts';
import { runScheduledExercises } from './commands/run-exercises.ts';
import { runHeartbeats } from './commands/run-heartbeats.ts';
import { seedDemoRosters } from './commands/seed-demo-rosters.ts';
import { updateAllReadiness } from './commands/update-readiness.ts';
import { withdrawFormerStaff } from './commands/withdraw-former-staff.ts';
import type { DutyContext } from './context.ts';
import { registerDutyReactions } from './reactions.ts';
import { dutyRoutes } from './routes.ts';
import { moveDuty } from './store/set-back-rows.ts';

export { proposeRoster } from './commands/decide-proposal.ts';
export { createOpenConsoleRecorder } from './commands/record-open-console.ts';
export { isConsoleOpen } from './heartbeat.ts';
export { findStaffIntent } from './staff-intent.ts';
export {
  consolesOf,
  listAway,
  listOnDuty,
  listPresence,
  type OnDuty,
  onDutyIn,
  type PersonPresence,
} from './store/published-duty.ts';

type Deps = IncidentContext & {
  db: Database;
  log: Log;
  notifier: Notifier;
  access: Pick<Access, 'findActorOfLineUser'>;
};

export function createDuty(deps: Deps) {
  const { db, access } = deps;
  const rosterReader = createRosterReader(deps.log);
  const context: DutyContext = { ...deps, readRoster: rosterReader.readRoster };
  const finderOf = (work: Work, lineUserId: string) => () => access.findActorOfLineUser(work, lineUserId);
  return {
    routes: dutyRoutes(context),
    reactions: () => registerDutyReactions(context),
    jobs: [
      // The longest time until a new alert takes the start or end of a shift into account.
      { name: 'update-readiness', everyMs: 2000, run: () => updateAllReadiness(context, db) },
      { name: 'run-heartbeats', everyMs: 5000, run: () => runHeartbeats(context, db) },
      { name: 'run-exercises', everyMs: 10_000, run: () => runScheduledExercises(context, db) },
      { name: 'generate-pattern-shifts', everyMs: 60_000, run: () => generatePatternShifts(context, db) },
      { name: 'withdraw-former-staff', everyMs: 20_000, run: () => withdrawFormerStaff(context, db) },
    ],
    setBacks: { duty: moveDuty },
    seedDemonstration: (findPersonId) => seedDemoRosters(context, db, findPersonId),
    stop: rosterReader.stop,
    /** Takes `เข้าเวร`, `ออกเวร` and `พร้อม` from linked accounts; undefined for anything else. */
    receiveFromStaff: (work: Work, message: IncomingStaffMessage) =>
      receiveDutyMessage(context, work, message, finderOf(work, message.lineUserId)),
    /** For what nobody else has answered. */
    answerUnknownMessage: (work: Work, { lineUserId }: IncomingStaffMessage) =>
      answerUnknownMessage(finderOf(work, lineUserId)),
  } satisfies Capability<Actor> & Record<string, unknown>;
}
