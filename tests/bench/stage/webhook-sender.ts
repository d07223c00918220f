import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { sign } from './reporters.ts';

/** Like LINE, what was not answered 200 is delivered again, marked as a redelivery. */
const AGAIN_AFTER_MS = 1000;

/** Sends events to one server as LINE does. Times are of `performance.now()`. */
export function createSender(url: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const target = new URL('/webhook/line', url);
  let redeliveries = 0;
  const post = (event: object, isRedelivery: boolean): Promise<number> =>
    new Promise((done) => {
      const { body, signature } = sign(event, isRedelivery);
      const headers = {
        'content-type': 'application/json',
        'x-line-signature': signature,
        'content-length': body.length,
      };
      const sending = request(target, { agent, method: 'POST', headers, timeout: 2000 }, (response) => {
        response.resume();
        response.on('end', () => done(response.statusCode ?? 0));
        response.on('error', () => done(0));
      });
      sending.on('timeout', () => sending.destroy());
      sending.on('error', () => done(0));
      sending.end(body);
    });
  return {
    redeliveries: () => redeliveries,
    /** Delivers until it is answered 200. */
    async deliver(event: object): Promise<void> {
      for (let isRedelivery = false; (await post(event, isRedelivery)) !== 200; isRedelivery = true) {
        redeliveries += 1;
        await sleep(AGAIN_AFTER_MS);
      }
    },
    close: () => agent.destroy(),
  };
}

/** Calls `call` for each number below `count` at its moment, `perSecond` of them, whatever the earlier ones take. */
export async function atRate(count: number, perSecond: number, call: (at: number) => void): Promise<void> {
  const started = performance.now();
  for (let done = 0; done < count; ) {
    const due = Math.min(count, Math.floor(((performance.now() - started) / 1000) * perSecond) + 1);
    while (done < due) call(done++);
    await sleep(Math.max(1, (done / perSecond) * 1000 - (performance.now() - started)));
  }
}
