import { createServer } from 'node:net';
import { AppError } from '#platform/app-error';
import { DatabaseUnavailable } from '#platform/database/database-unavailable';

type Fault = NodeJS.ErrnoException & { path?: string; address?: string; port?: number };

const NOT_OURS: Record<string, string> = {
  EACCES: 'may not be read or written by this account',
  EPERM: 'may not be changed by this account',
  EROFS: 'lies on a read-only file system',
  ENOTDIR: 'can not be made: a file stands where a folder should be',
  EEXIST: 'can not be made: a file stands where a folder should be',
};

/**
 * What kept the server from starting, in a sentence that says what to do. Faults of the machine that a person can mend
 * (a port, a disk, a folder) come as errors of Node; undefined for any other, which is a fault of ours and keeps its stack.
 */
export function explainStartFailure(error: unknown): string | undefined {
  if (error instanceof DatabaseUnavailable) return `${error.code}: ${explainLoss(error)}`;
  if (error instanceof AppError) return `${error.code}: ${error.message}`;
  if (!(error instanceof Error)) return undefined;
  const { code, syscall, path, address, port } = error as Fault;
  if (syscall === 'listen') {
    const why = explainListen(code, `${address ?? 'HOST'}:${port ?? ''}`, 'PORT');
    return why && `server/port-taken: ${why}`;
  }
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return `server/disk-full: ${path ?? 'a file'} can not be written, the disk (or what this account may use of it) is full. Free some space and start again.`;
  }
  // PostgreSQL's own code for the same.
  if (code === '53100') {
    return `server/disk-full: the database can not be written, its disk is full (${error.message}). Free some space and start again.`;
  }
  const why = NOT_OURS[code ?? ''];
  if (why && path !== undefined) {
    return `server/no-access: ${path} ${why}. Set DATA_DIR to a folder of your own, or mend that one.`;
  }
  return undefined;
}

/** With PostgreSQL's or the system's own sentence: at the start it is read by whoever set the address. */
function explainLoss({ message, cause }: DatabaseUnavailable): string {
  const own = cause instanceof Error && cause.message !== '' ? `: ${cause.message}` : '';
  return `${message}${own}. Is it running, and are DATABASE_URL and its password right?`;
}

function explainListen(code: string | undefined, where: string, portVariable: string): string | undefined {
  if (code === 'EADDRINUSE') {
    return `something listens at ${where} already, perhaps another start of this. Stop it, or set ${portVariable} to another port.`;
  }
  if (code === 'EACCES') {
    return `this account may not listen at ${where} (ports below 1024 are root's). Set ${portVariable} to another port.`;
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `${where} is no address of this machine. Set HOST to one that is, 127.0.0.1 or 0.0.0.0.`;
  }
  return undefined;
}

/**
 * Says that a port is taken before anything is built or made for a server that could not listen there.
 * @param variable the environment variable that chooses the port
 * @throws AppError `server/port-taken`, `server/not-configured`
 */
export async function tryPort(host: string, port: number, variable: string): Promise<void> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new AppError('server/not-configured', { message: `${variable}: is no port from 0 to 65535` });
  }
  const probe = createServer();
  const failure = await new Promise<Fault | undefined>((done) => {
    probe.once('error', done);
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => done(undefined)));
  });
  if (!failure) return;
  const message = explainListen(failure.code, `${host}:${port}`, variable);
  if (message === undefined) throw failure;
  throw new AppError('server/port-taken', { message });
}
