import { userInfo } from 'node:os';
import { byOperator, recordAction } from '#capabilities/audit';
import { retryParkedEvents } from '#channels/line';
import { systemClock } from '#platform/clock';
import { inTransaction } from '#platform/database/transaction';
import { type CommandLine, misused } from './command-line.ts';
import { withDatabase } from './with-database.ts';

/** `npm run ess -- line retry`: after the trouble behind the alarm `line/event-failed` was mended. */
export const lineRetryCommand: CommandLine = {
  name: 'line retry',
  usage: '',
  summary: 'ประมวลผลข้อความ LINE ที่พักไว้อีกครั้ง / process parked LINE events again; running servers take them up',
  async run(args, surroundings) {
    if (args.length > 0) throw misused('no argument is needed');
    const number = await withDatabase(surroundings, (db) =>
      inTransaction(db, async (work) => {
        const retried = await retryParkedEvents(work.tx);
        const auditEvent = {
          action: 'line/retry-parked',
          subjectKind: 'inbox',
          subjectId: 'line',
          details: { retried },
        };
        recordAction(work, { ...byOperator(userInfo().username), ...auditEvent, at: systemClock.now() });
        return retried;
      }),
    );
    surroundings.writeLine(`จะลองอีกครั้ง ${number} รายการ / ${number} to be tried again`);
    return 0;
  },
};
