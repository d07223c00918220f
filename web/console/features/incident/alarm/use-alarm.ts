import { useEffect, useMemo, useRef, useState } from 'react';
import type { IncidentSummary } from '#contract/incident';
import { isUnanswered } from '#contract/incident-status';
import { deviceNow, useClock } from '../../../live/clock.ts';
import { useStore } from '../../../live/use-store.ts';
import type { AlarmTone } from '../../../ui/alarm-tone.ts';
import type { QueueState } from '../queue/queue-state.ts';
import { type Listener, ringingIncidents } from './alarm-rule.ts';
import { HUSH_SECONDS, hushLeft } from './hush.ts';

export type Alarm = {
  unanswered: readonly IncidentSummary[];
  ringing: readonly IncidentSummary[];
  isAudible: boolean;
  /** Seconds until the sound returns; 0 when it is not hushed. */
  hushedFor: number;
  hush(): void;
  ringAgain(): void;
};

/** Sounds while somebody waits unanswered. A hush ends by itself, and at once when a further alarm comes. */
export function useAlarm(queue: QueueState, listener: Listener, tone: AlarmTone): Alarm {
  const unanswered = useMemo(
    () => Array.from(queue.incidents.values()).filter(({ status }) => isUnanswered(status)),
    [queue],
  );
  const ringingIds = useClock((now) =>
    ringingIncidents(unanswered, listener, now)
      .map(({ id }) => id)
      .join(' '),
  );
  const ringing = useMemo(() => unanswered.filter(({ id }) => ringingIds.includes(id)), [unanswered, ringingIds]);
  const isAudible = useStore(tone.audible);
  const [hushedAt, setHushedAt] = useState<number | null>(null);
  const hushedFor = useClock(() => hushLeft(hushedAt, deviceNow()));

  const isRinging = ringingIds !== '';
  useEffect(() => {
    if (isRinging) tone.start();
    else tone.stop();
  }, [isRinging, tone]);
  useEffect(() => () => tone.stop(), [tone]);

  const known = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const ids = ringingIds === '' ? [] : ringingIds.split(' ');
    const hasNew = ids.some((id) => !known.current.has(id));
    known.current = new Set(ids);
    if (!hasNew) return;
    setHushedAt(null);
    tone.hushFor(0);
  }, [ringingIds, tone]);

  return {
    unanswered,
    ringing,
    isAudible,
    hushedFor,
    hush: () => {
      setHushedAt(deviceNow());
      tone.hushFor(HUSH_SECONDS);
    },
    ringAgain: () => {
      setHushedAt(null);
      tone.hushFor(0);
    },
  };
}
