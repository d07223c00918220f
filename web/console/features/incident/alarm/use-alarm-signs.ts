import { useEffect, useRef, useState } from 'react';
import { isDuressUnseen } from '#contract/incident-status';
import { showDesktopNotification } from '../../../ui/desktop-notification.ts';
import { markTab } from '../../../ui/tab/tab-mark.ts';
import { useText } from '../../../ui/use-text.ts';
import { shortPlace } from '../queue/short-place.ts';
import { type Alarm, ringKey } from './use-alarm.ts';

/**
 * Everything besides the sound: title and icon of the tab, desktop notifications, and (returned) one sentence for
 * screen readers about the newest alarm. Notifications close as soon as somebody has answered.
 */
export function useAlarmSigns(alarm: Alarm, onOpen: (incidentId: string) => void): string {
  const { t, language } = useText();
  const count = alarm.unanswered.length;
  const isForced = alarm.forced.length > 0;
  useEffect(() => {
    const quiet = `${t('app.console')} — ${t('app.name')}`;
    const title = isForced ? t('duress.documentTitle') : count > 0 ? t('alarm.documentTitle', { count }) : quiet;
    markTab(title, isForced || count > 0);
  }, [count, isForced, t]);

  const shown = useRef(new Map<string, () => void>());
  const open = useRef(onOpen);
  open.current = onOpen;
  const [announced, setAnnounced] = useState({ id: '', text: '' });
  useEffect(() => {
    const ringing = new Set(alarm.ringing.map(ringKey));
    for (const [id, close] of shown.current) {
      if (ringing.has(id)) continue;
      close();
      shown.current.delete(id);
    }
    for (const incident of alarm.ringing) {
      const key = ringKey(incident);
      if (shown.current.has(key)) continue;
      const type = t(`type.${incident.type}`);
      const place = shortPlace(incident.place, language);
      const isForced = isDuressUnseen(incident);
      const text = isForced ? t('duress.announce', { type, place }) : t('alarm.announce', { type, place });
      setAnnounced({ id: incident.id, text });
      const title = isForced ? t('duress.notifyTitle', { type }) : t('alarm.notifyTitle', { type });
      const notification = { title, body: place, tag: key };
      shown.current.set(key, showDesktopNotification({ ...notification, onOpen: () => open.current(incident.id) }));
    }
  }, [alarm.ringing, t, language]);
  // A screen reader must not read out an incident that is answered or no longer visible to this person.
  return alarm.ringing.some(({ id }) => id === announced.id) ? announced.text : '';
}
