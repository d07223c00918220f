import { useEffect, useState } from 'react';
import { ProblemError } from '../../../api/request.ts';
import { deviceNow, useClock } from '../../../live/clock.ts';

/** Seconds until the next try, from a 429 response; 0 when it is allowed. */
export function useRetryWait(error: unknown): number {
  const [until, setUntil] = useState(0);
  useEffect(() => {
    const seconds = secondsOf(error);
    setUntil(seconds === 0 ? 0 : deviceNow() + seconds * 1000);
  }, [error]);
  return useClock(() => Math.max(0, Math.ceil((until - deviceNow()) / 1000)));
}

/** 0 for other errors. */
export function secondsOf(error: unknown): number {
  if (!(error instanceof ProblemError) || error.problem.status !== 429) return 0;
  const seconds = Number(error.problem.params?.seconds);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : 0;
}
