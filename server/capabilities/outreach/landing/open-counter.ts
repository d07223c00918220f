import { createHash, randomBytes } from 'node:crypto';
import type { CountedStep } from '#contract/outreach';
import type { ThaiDay } from '#contract/thai-day';

/** Of more devices a day this process no longer knows whether it has counted them. */
const MOST_DEVICES = 2_000_000;

export type Counted = { code: string; day: ThaiDay; step: CountedStep; n: number };
export type Device = { address: string; agent: string };

/**
 * Counts in memory, once a day for each device, code and step. A device is known by a hash with a salt of the day, which is
 * thrown away with all hashes at midnight and never stored: afterwards nobody can say who was counted. Telephones of one model
 * behind one address count as one, so that the numbers are rather too small than too large.
 */
export function createOpenCounter() {
  let today: ThaiDay = '';
  let salt = randomBytes(16);
  let seen = new Set<string>();
  let counted = new Map<string, Counted>();

  const isFirst = (code: string, step: CountedStep, { address, agent }: Device): boolean => {
    const hash = createHash('sha256').update(salt).update(`\n${code}\n${step}\n${address}\n${agent}`).digest();
    const key = hash.toString('latin1', 0, 9);
    if (seen.has(key)) return false;
    if (seen.size < MOST_DEVICES) seen.add(key);
    return true;
  };
  const add = ({ code, day, step, n }: Counted): void => {
    const key = `${code} ${day} ${step}`;
    const known = counted.get(key);
    if (known) known.n += n;
    else counted.set(key, { code, day, step, n });
  };
  return {
    /** A step of a person counts once a day, what programs fetch every time. */
    count(code: string, step: CountedStep, day: ThaiDay, device: Device): void {
      if (day !== today) {
        today = day;
        salt = randomBytes(16);
        seen = new Set();
      }
      if (step !== 'preview' && step !== 'bot' && !isFirst(code, step, device)) return;
      add({ code, day, step, n: 1 });
    },
    /** What was counted since; the caller stores it, or gives it back. */
    take(): Counted[] {
      const taken = [...counted.values()];
      counted = new Map();
      return taken;
    },
    giveBack(taken: readonly Counted[]): void {
      for (const one of taken) add(one);
    },
  };
}
export type OpenCounter = ReturnType<typeof createOpenCounter>;
