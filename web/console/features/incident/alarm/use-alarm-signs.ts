import { useEffect, useRef, useState } from 'react';
import { showNotice } from '../../../ui/desktop-notice.ts';
import { markTab } from '../../../ui/tab/tab-mark.ts';
import { useWords } from '../../../ui/use-words.ts';
import { shortPlace } from '../queue/short-place.ts';
import type { Alarm } from './use-alarm.ts';

/**
 * Everything beside the sound: title and icon of the tab, desktop notices, and one sentence for screen readers about the
 * newest alarm (given back). Notices go away as soon as somebody has answered.
 */
export function useAlarmSigns(alarm: Alarm, onOpen: (incidentId: string) => void): string {
  const { t, language } = useWords();
  const count = alarm.unanswered.length;
  useEffect(() => {
    markTab(count > 0 ? t('alarm.documentTitle', { count }) : `${t('app.console')} — ${t('app.name')}`, count > 0);
  }, [count, t]);

  const shown = useRef(new Map<string, () => void>());
  const open = useRef(onOpen);
  open.current = onOpen;
  const [announced, setAnnounced] = useState({ id: '', words: '' });
  useEffect(() => {
    const ringing = new Set(alarm.ringing.map(({ id }) => id));
    for (const [id, takeAway] of shown.current) {
      if (ringing.has(id)) continue;
      takeAway();
      shown.current.delete(id);
    }
    for (const incident of alarm.ringing) {
      if (shown.current.has(incident.id)) continue;
      const type = t(`type.${incident.type}`);
      const place = shortPlace(incident.place, language);
      setAnnounced({ id: incident.id, words: t('alarm.announce', { type, place }) });
      const notice = { title: t('alarm.notifyTitle', { type }), body: place, tag: incident.id };
      shown.current.set(incident.id, showNotice({ ...notice, onOpen: () => open.current(incident.id) }));
    }
  }, [alarm.ringing, t, language]);
  // A screen reader must not find the place of what is answered, or no longer this person's to know.
  return alarm.ringing.some(({ id }) => id === announced.id) ? announced.words : '';
}
