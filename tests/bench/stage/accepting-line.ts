import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { nextPort } from './ports.ts';

/** What LINE took: for each chat the message objects accepted, and how often one key or token was accepted. */
export type Taken = {
  /** By reply token (`<user id>.<number>`). */
  replies: [token: string, messages: number][];
  pushes: [retryKey: string, to: string, messages: number][];
  /** Repeats that LINE would not show again: 409 for a push, "Invalid reply token" for a reply. */
  refusedRepeats: number;
  calls: number;
};

/**
 * A LINE that takes everything at once, in a process of its own. The strict simulator checks each message against
 * schemas and would itself be what is measured; here only the rules count that keep a message from showing twice.
 * @param contentAt file that every picture sent to it turns out to be
 */
export async function startAcceptingLine(answerAfterMs: number, contentAt = '') {
  const port = nextPort();
  const child = fork(join(import.meta.dirname, 'run-accepting-line.ts'), [
    String(port),
    String(answerAfterMs),
    contentAt,
  ]);
  await once(child, 'message');
  return {
    url: `http://127.0.0.1:${port}`,
    async taken(): Promise<Taken> {
      child.send('tell');
      const [taken] = await once(child, 'message');
      return taken as Taken;
    },
    async stop() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}
