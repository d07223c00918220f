import { open } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { byOperator, listCopyLines, recordAction } from '#capabilities/audit';
import { AppError } from '#platform/app-error';
import { systemClock } from '#platform/clock';
import { inTransaction } from '#platform/database/transaction';
import { type CommandLine, misused } from './command-line.ts';
import { withDatabase } from './with-database.ts';

/** `npm run ess -- audit export FILE`: the copy that an outsider keeps and checks. */
export const auditExportCommand: CommandLine = {
  name: 'audit export',
  usage: 'FILE',
  summary: 'ส่งออกสำเนาบันทึกการเข้าถึง (JSON lines) / write a copy of the audit that can be checked without a database',
  async run(args, surroundings) {
    const { positionals } = parseArgs({ args, allowPositionals: true });
    const [path, ...rest] = positionals;
    if (path === undefined || rest.length > 0) throw misused('one FILE is needed');
    // A copy handed out earlier is never written over, and only its owner may read it.
    const file = await open(path, 'wx', 0o600).catch(() => {
      throw new AppError('audit/file-not-writable', { message: `${path} exists already or can't be written` });
    });
    let lines = 0;
    try {
      await withDatabase(surroundings, async (db) => {
        const at = systemClock.now();
        const auditEvent = { action: 'audit/export', subjectKind: 'audit', subjectId: 'chain', at };
        await inTransaction(db, async (work) =>
          recordAction(work, { ...byOperator(userInfo().username), ...auditEvent }),
        );
        await listCopyLines(db, at, async (copy) => {
          for await (const line of copy) {
            await file.appendFile(line);
            lines += 1;
          }
        });
      });
      await file.sync();
    } finally {
      await file.close();
    }
    surroundings.writeLine(`เขียน ${lines} บรรทัด / ${lines} lines written`);
    return 0;
  },
};
