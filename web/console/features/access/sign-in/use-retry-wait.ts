import { useEffect, useState } from 'react';
import { ProblemError } from '../../../api/request.ts';
import { deviceNow, useClock } from '../../../live/clock.ts';

/** Seconds a person must wait before another try, as the server said with 429; 0 when they may try. */
export function useRetryWait(error: unknown): number {
  const [until, setUntil] = useState(0);
  useEffect(() => {
    const seconds = secondsOf(error);
    setUntil(seconds === 0 ? 0 : deviceNow() + seconds * 1000);
  }, [error]);
  return useClock(() => Math.max(0, Math.ceil((until - deviceNow()) / 1000)));
}

/** 0 when the error is another one. */
export function secondsOf(error: unknown): number {
  if (!(error instanceof ProblemError) || error.problem.status !== 429) return 0;
  const seconds = Number(error.problem.params?.seconds);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : 0;
}
