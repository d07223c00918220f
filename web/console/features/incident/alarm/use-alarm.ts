import { useEffect, useMemo, useRef, useState } from 'react';
import type { IncidentSummary } from '#contract/incident';
import { isDuressUnseen, isUnanswered } from '#contract/incident-status';
import { deviceNow, useClock } from '../../../live/clock.ts';
import { useTabMessages } from '../../../live/tab-messages.ts';
import { useStore } from '../../../live/use-store.ts';
import type { AlarmTone } from '../../../ui/alarm-tone.ts';
import type { QueueState } from '../queue/queue-state.ts';
import { type Listener, ringingIncidents } from './alarm-rule.ts';
import { muteLeft } from './mute.ts';

export type Alarm = {
  unanswered: readonly IncidentSummary[];
  /** Has a duress signal that nobody has confirmed, answered or not. */
  forced: readonly IncidentSummary[];
  ringing: readonly IncidentSummary[];
  isAudible: boolean;
  /** Seconds until the sound returns; 0 when it is not muted. */
  mutedFor: number;
  mute(): void;
  ringAgain(): void;
};

/**
 * Sounds while an incident is unanswered or under duress. Muting ends by itself, and at once when another alarm
 * arrives.
 */
export function useAlarm(queue: QueueState, listener: Listener, tone: AlarmTone): Alarm {
  const unanswered = useMemo(
    () => Array.from(queue.incidents.values()).filter(({ status }) => isUnanswered(status)),
    [queue],
  );
  const forced = useMemo(() => Array.from(queue.incidents.values()).filter(isDuressUnseen), [queue]);
  const waiting = useMemo(() => [...new Set([...forced, ...unanswered])], [forced, unanswered]);
  const ringingIds = useClock((now) => ringingIncidents(waiting, listener, now).map(ringKey).join(' '));
  const ringing = useMemo(() => waiting.filter((one) => ringingIds.includes(ringKey(one))), [waiting, ringingIds]);
  const isAudible = useStore(tone.audible);
  const [mutedAt, setMutedAt] = useState<number | null>(null);
  const mutedFor = useClock(() => muteLeft(mutedAt, deviceNow()));

  const isRinging = ringingIds !== '';
  const isForced = ringingIds.includes(FORCED);
  useEffect(() => {
    if (isRinging) tone.start(isForced);
    else tone.stop();
  }, [isRinging, isForced, tone]);
  useEffect(() => () => tone.stop(), [tone]);

  /** The sound of this tab; every tab rings, because a muted tab looks the same as an audible one. */
  const quieten = (at: number | null): void => {
    setMutedAt(at);
    tone.muteFor(muteLeft(at, deviceNow()));
  };
  // One press mutes all tabs: otherwise another one rings on and is hard to find.
  const notifyTabs = useTabMessages('ess-mute', quieten);
  const quietenAll = (at: number | null): void => {
    quieten(at);
    notifyTabs(at);
  };

  const known = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const ids = ringingIds === '' ? [] : ringingIds.split(' ');
    const hasNew = ids.some((id) => !known.current.has(id) && !known.current.has(id + FORCED));
    known.current = new Set(ids);
    if (!hasNew) return;
    setMutedAt(null);
    tone.muteFor(0);
  }, [ringingIds, tone]);

  return {
    unanswered,
    forced,
    ringing,
    isAudible,
    mutedFor,
    mute: () => quietenAll(deviceNow()),
    ringAgain: () => quietenAll(null),
  };
}

const FORCED = '!';

/** The key of an alarm: an incident that already rings counts as a new alarm when its reporter signals duress. */
export function ringKey(incident: IncidentSummary): string {
  return `${incident.id}${isDuressUnseen(incident) ? FORCED : ''}`;
}
