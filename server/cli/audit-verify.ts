import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import {
  isSignedBy,
  type PublishedRoot,
  readPublishedLine,
  readWitnesses,
  UnreadableWitness,
  verifyCopiedChain,
  verifyStoredChain,
} from '#capabilities/audit';
import { AppError } from '#platform/app-error';
import { systemClock } from '#platform/clock';
import { formatVerdict } from './audit-text.ts';
import { type CommandLine, misused } from './command-line.ts';
import { withDatabase } from './with-database.ts';

/** `npm run ess -- audit verify`: exit code 0 when everything fits, 1 when something does not. */
export const auditVerifyCommand: CommandLine = {
  name: 'audit verify',
  usage: '[FILE] [--since FILE] [--roots FILE] [--key FILE] [--english]',
  summary:
    'ตรวจบันทึกการเข้าถึงว่าไม่ถูกแก้ไข / check the audit, or a copy, against an earlier copy and published roots; names what is wrong',
  async run(args, surroundings) {
    const text = { type: 'string' } as const;
    const options = { since: text, roots: text, key: text, english: { type: 'boolean', default: false } } as const;
    const { positionals, values } = parseArgs({ args, allowPositionals: true, options });
    const [path, ...rest] = positionals;
    if (rest.length > 0) throw misused('at most one FILE');
    if (values.key !== undefined && values.roots === undefined) throw misused('--key checks the lines of --roots');
    const roots = values.roots === undefined ? [] : await readRoots(values.roots, values.key);
    const earlier = values.since === undefined ? undefined : readWitnesses(await openLines(values.since));
    const known = { published: roots, earlier };
    const verdict = await (path === undefined
      ? withDatabase(surroundings, (db) => verifyStoredChain(db, systemClock.now(), known))
      : verifyCopiedChain(await openLines(path), known)
    ).catch((error) =>
      Promise.reject(error instanceof UnreadableWitness ? unreadableError(values.since, error) : error),
    );
    for (const line of formatVerdict(verdict, roots.length, values.english ? 'en' : 'th')) surroundings.writeLine(line);
    return 'wrong' in verdict && verdict.wrong === undefined ? 0 : 1;
  },
};

/** An earlier copy that can't be read whole proves nothing, and nobody must take it for a proof. */
function unreadableError(path: string | undefined, { line }: UnreadableWitness): AppError {
  return new AppError('audit/earlier-unreadable', {
    message: `${path}, line ${line} is neither of a whole copy (audit export) nor an ess-audit-tail/1 line of a log`,
  });
}

/** Every line must be a root, and signed when a key is given: a damaged list of roots proves nothing. */
async function readRoots(path: string, keyPath: string | undefined): Promise<PublishedRoot[]> {
  const lines = (await readText(path)).split('\n').filter((line) => line.trim() !== '');
  const key = keyPath === undefined ? undefined : await readText(keyPath);
  return lines.map((line, at) => {
    const root = readPublishedLine(line);
    if (!root) throw new AppError('audit/roots-unreadable', { message: `${path}, line ${at + 1} is no audit root` });
    if (key !== undefined && !isSignedBy(root, key)) {
      throw new AppError('audit/signature-wrong', { message: `${path}, line ${at + 1} is not signed by this key` });
    }
    return root;
  });
}

async function openLines(path: string): Promise<AsyncIterable<string>> {
  if (!(await stat(path).catch(() => undefined))?.isFile()) throw unreadable(path);
  return readLines(path);
}

/** A file that can't be read to its end throws here; Node's own reader of lines would end the process. */
async function* readLines(path: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(path, 'utf8') as AsyncIterable<string>) {
    const lines = (rest + chunk).split(/\r?\n/);
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => {
    throw unreadable(path);
  });
}

function unreadable(path: string): AppError {
  return new AppError('audit/file-unreadable', { message: `there is no file ${path}` });
}
