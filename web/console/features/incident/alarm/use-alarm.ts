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
  /** Forced "all fine", and nobody has said that they saw it: answered or not. */
  forced: readonly IncidentSummary[];
  ringing: readonly IncidentSummary[];
  isAudible: boolean;
  /** Seconds until the sound returns; 0 when it is not hushed. */
  mutedFor: number;
  mute(): void;
  ringAgain(): void;
};

/** Sounds while somebody waits unanswered or was forced. A hush ends by itself, and at once when a further alarm comes. */
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

  /** The sound of this tab; each tab rings, because a muted one can't be told from one that is heard. */
  const quieten = (at: number | null): void => {
    setMutedAt(at);
    tone.muteFor(muteLeft(at, deviceNow()));
  };
  // One press is for all tabs: the others ring on otherwise, and nobody finds which.
  const tellTabs = useTabMessages('ess-mute', quieten);
  const quietenAll = (at: number | null): void => {
    quieten(at);
    tellTabs(at);
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

/** What is heard as a new alarm: an incident that rings already rings anew when its reporter was forced. */
export function ringKey(incident: IncidentSummary): string {
  return `${incident.id}${isDuressUnseen(incident) ? FORCED : ''}`;
}
