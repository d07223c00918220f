import { useEffect, useRef } from 'react';
import type { IncidentSummary } from '#contract/incident';
import { shortPlace } from '../features/incident/index.ts';
import { showDesktopNotification } from '../ui/desktop-notification.ts';
import { useText } from '../ui/use-text.ts';
import { alarmTone } from './alarm-tone.ts';

/** A new job sounds once, vibrates, and shows a notification. It does not ring on, because the unit was already chosen. */
export function useNewJobs(jobs: readonly IncidentSummary[], isLoaded: boolean, onOpen: (id: string) => void): void {
  const { t, language } = useText();
  const known = useRef<Set<string> | null>(null);
  useEffect(() => {
    if (!isLoaded) return;
    const before = known.current;
    known.current = new Set(jobs.map(({ id }) => id));
    const fresh = before ? jobs.filter(({ id }) => !before.has(id)) : [];
    if (fresh.length === 0) return;
    alarmTone.playOnce();
    navigator.vibrate?.([300, 150, 300]);
    for (const { id, type, place } of fresh) {
      const title = t('patrol.newJob', { type: t(`type.${type}`) });
      showDesktopNotification({ title, body: shortPlace(place, language), tag: id, onOpen: () => onOpen(id) });
    }
  }, [jobs, isLoaded, onOpen, t, language]);
}
