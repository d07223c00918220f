import type { SilentHelp } from '#contract/silent-help';
import type { QuestionId } from '#contract/silent-question';
import { AppError } from '#platform/app-error';

export type Limit = SilentHelp['reports'][number]['limit'];
type Asked = { question: string; answer: string | null; answeredAt: Date | null };
type Asking = {
  silent: boolean;
  asked: Asked[];
  /** When the reporter signalled duress, and whether they have written since. */
  duressAt: Date | null;
  hasWrittenSince: boolean;
};

/**
 * What may be asked of a reporter now. A silent reporter must first confirm that writing is safe. After a duress signal
 * nothing may be sent until they write again.
 */
export function limitOf({ silent, asked, duressAt, hasWrittenSince }: Asking): Limit {
  if (duressAt && !hasWrittenSince) return 'not-safe';
  if (!silent) return 'none';
  const latest = asked
    .filter(({ question, answeredAt }) => question === 'safe-to-write' && answeredAt !== null)
    .toSorted((one, other) => (one.answeredAt?.getTime() ?? 0) - (other.answeredAt?.getTime() ?? 0))
    .at(-1);
  return latest?.answer === 'yes' ? 'none' : 'safe-to-write-first';
}

/** @throws AppError `incident/not-safe-to-write` */
export function mustBeSafeToAsk(limit: Limit, question: QuestionId): void {
  const isSafe = limit === 'none' || (limit === 'safe-to-write-first' && question === 'safe-to-write');
  if (!isSafe) throw new AppError('incident/not-safe-to-write');
}
