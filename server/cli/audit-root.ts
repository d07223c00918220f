import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { closeDaysNow, getDayRoot, publishedLine, signLine } from '#capabilities/audit';
import { AppError } from '#platform/app-error';
import { systemClock } from '#platform/clock';
import { type CommandLine, misused, type Surroundings } from './command-line.ts';
import { withDatabase } from './with-database.ts';

/** `npm run ess -- audit root`: the line to publish, signed when there is a key. */
export const auditRootCommand: CommandLine = {
  name: 'audit root',
  usage: '[--day YYYY-MM-DD]',
  summary: 'พิมพ์บรรทัดปิดวันของบันทึกการเข้าถึงเพื่อเผยแพร่ / print the audit root of a day (the last one) to publish',
  async run(args, surroundings) {
    const { values } = parseArgs({ args, options: { day: { type: 'string' } } });
    if (values.day !== undefined && !/^\d{4}-\d\d-\d\d$/.test(values.day)) throw misused('--day is YYYY-MM-DD');
    const root = await withDatabase(surroundings, async (db) => {
      await closeDaysNow(db, systemClock);
      return getDayRoot(db, values.day);
    });
    const line = publishedLine(root);
    const key = await findSigningKey(surroundings);
    surroundings.writeLine(key === undefined ? line : sign(line, key));
    return 0;
  },
};

async function findSigningKey({ env }: Surroundings): Promise<string | undefined> {
  if (env.AUDIT_SIGNING_KEY) return env.AUDIT_SIGNING_KEY;
  const path = env.AUDIT_SIGNING_KEY_FILE;
  if (!path) return undefined;
  return readFile(path, 'utf8').catch(() => {
    throw new AppError('audit/signing-key-unusable', { message: 'AUDIT_SIGNING_KEY_FILE names no readable file' });
  });
}

/** The key itself never gets into a message: an error of the library might quote it. */
function sign(line: string, key: string): string {
  try {
    return signLine(line, key);
  } catch {
    throw new AppError('audit/signing-key-unusable', { message: 'the signing key is no Ed25519 private key in PEM' });
  }
}
