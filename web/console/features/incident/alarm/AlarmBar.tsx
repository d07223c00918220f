import { Button } from '@mantine/core';
import { IconBellRinging, IconVolume, IconVolumeOff } from '@tabler/icons-react';
import { useWords } from '../../../ui/use-words.ts';
import css from './AlarmBar.module.css';
import { SoundUnlock } from './SoundUnlock.tsx';
import type { Alarm } from './use-alarm.ts';

type Props = { alarm: Alarm; openedId: string | null; onOpenMostUrgent: () => void; onUnlock: () => void };

/** A strip across the page while anybody waits: never over the work, never gone before it is answered. */
export function AlarmBar({ alarm, openedId, onOpenMostUrgent, onUnlock }: Props) {
  const { t } = useWords();
  const count = alarm.unanswered.length;
  const isExercise = alarm.unanswered.every((incident) => incident.isExercise);
  const othersWait = alarm.unanswered.some(({ id }) => id !== openedId);
  return (
    <>
      {!alarm.isAudible && <SoundUnlock onUnlock={onUnlock} />}
      {count > 0 && (
        <section className={css.bar} aria-label={t('queue.unanswered')}>
          <IconBellRinging aria-hidden size={26} className={css.bell} />
          <strong className={css.words}>{t(isExercise ? 'exercise.bar' : 'alarm.bar', { count })}</strong>
          {othersWait && (
            <Button className={css.open} onClick={onOpenMostUrgent}>
              {t('alarm.openMostUrgent')}
            </Button>
          )}
          {alarm.ringing.length > 0 && alarm.isAudible && (
            <Button
              className={css.hush}
              leftSection={alarm.hushedFor > 0 ? <IconVolume size={20} /> : <IconVolumeOff size={20} />}
              onClick={alarm.hushedFor > 0 ? alarm.ringAgain : alarm.hush}
            >
              {alarm.hushedFor > 0 ? t('alarm.silenced', { seconds: alarm.hushedFor }) : t('alarm.silence')}
            </Button>
          )}
        </section>
      )}
    </>
  );
}
