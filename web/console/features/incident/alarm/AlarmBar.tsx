import { Button } from '@mantine/core';
import { IconAlertOctagon, IconBellRinging, IconPhoneOff, IconVolume, IconVolumeOff } from '@tabler/icons-react';
import type { IncidentSummary } from '#contract/incident';
import { isUnanswered } from '#contract/incident-status';
import { isVague } from '#contract/vague-place';
import { useClock } from '../../../live/clock.ts';
import { formatElapsed } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import { shortPlace } from '../queue/short-place.ts';
import css from './AlarmBar.module.css';
import { BarAnswer } from './BarAnswer.tsx';
import { SoundUnlock } from './SoundUnlock.tsx';
import type { Alarm } from './use-alarm.ts';

type Props = {
  alarm: Alarm;
  /** The whole queue, most urgent first. */
  ordered: readonly IncidentSummary[];
  openedId: string | null;
  mayAnswer: (incident: IncidentSummary) => boolean;
  onOpen: (incidentId: string) => void;
  onChanged: (incident: IncidentSummary) => void;
  onUnlock: () => void;
};

/**
 * A strip across the page while anybody waits: what, where, and the answer button. It never covers the work and stays
 * until answered. If the opened incident is not the only one, it shows another, because the opened one has its own
 * buttons in view.
 */
export function AlarmBar({ alarm, ordered, openedId, mayAnswer, onOpen, onChanged, onUnlock }: Props) {
  const { t } = useText();
  const count = alarm.unanswered.length;
  const isExercise = alarm.unanswered.every((incident) => incident.isExercise);
  const forced = firstOf(ordered, alarm.forced, openedId);
  // An unanswered duress incident has its own strip and is not shown twice.
  const others = alarm.unanswered.filter(({ id }) => id !== forced?.id);
  const shown = firstOf(ordered, others, openedId);
  const answer = (incident: IncidentSummary) =>
    isUnanswered(incident.status) &&
    mayAnswer(incident) && <BarAnswer key={incident.id} incident={incident} onChanged={onChanged} />;
  return (
    <>
      {!alarm.isAudible && <SoundUnlock onUnlock={onUnlock} />}
      {forced && (
        <section className={css.bar} data-forced aria-label={t('duress.unseen')}>
          <IconAlertOctagon aria-hidden size={26} className={css.bell} />
          <BarText
            incident={forced}
            since={forced.duressAt ?? forced.alertedAt}
            title={t('duress.unseen')}
            isOpened={forced.id === openedId}
          />
          {forced.id !== openedId && (
            <>
              {answer(forced)}
              <Button className={css.open} onClick={() => onOpen(forced.id)}>
                {t('alarm.open')}
              </Button>
            </>
          )}
          {!shown && <MuteButton alarm={alarm} />}
        </section>
      )}
      {shown && (
        <section className={css.bar} aria-label={t('queue.unanswered')}>
          <IconBellRinging aria-hidden size={26} className={css.bell} />
          <BarText
            incident={shown}
            since={shown.alertedAt}
            title={t(isExercise ? 'exercise.bar' : 'alarm.bar', { count })}
            isOpened={shown.id === openedId}
          />
          {shown.id !== openedId && (
            <>
              {answer(shown)}
              <Button className={css.open} onClick={() => onOpen(shown.id)}>
                {t('alarm.open')}
              </Button>
            </>
          )}
          <MuteButton alarm={alarm} />
        </section>
      )}
    </>
  );
}

/** The most urgent one that is not open, or the opened one if it is the only one. */
function firstOf(ordered: readonly IncidentSummary[], of: readonly IncidentSummary[], openedId: string | null) {
  const inOrder = ordered.filter((one) => of.some(({ id }) => id === one.id));
  return inOrder.find(({ id }) => id !== openedId) ?? inOrder[0] ?? of[0];
}

type BarTextProps = {
  incident: IncidentSummary;
  since: string;
  title: string;
  /** Its warnings are shown in its panel. */
  isOpened: boolean;
};

function BarText({ incident, since, title, isOpened }: BarTextProps) {
  const { t, language, formatIncidentDistance } = useText();
  const waits = useClock((now) => formatElapsed(now - Date.parse(since)));
  return (
    <p className={css.summary}>
      <strong>{title}</strong>{' '}
      <span className={css.what}>
        <span className={css.clock}>{waits}</span>
        {/* Stands for the text where space is short: it comes first, so it is never cut off. */}
        {incident.silent && !isOpened && <IconPhoneOff aria-hidden size={20} className={css.silentSign} />}{' '}
        {t(`type.${incident.type}`)} · {shortPlace(incident.place, language)}
        {isVague(incident.accuracyMetres) && ` · ${formatIncidentDistance(incident)}`}
        {incident.silent && !isOpened && <strong className={css.silent}>{t('incident.doNotCall')}</strong>}
      </span>
    </p>
  );
}

function MuteButton({ alarm }: { alarm: Alarm }) {
  const { t } = useText();
  if (alarm.ringing.length === 0 || !alarm.isAudible) return null;
  const isMuted = alarm.mutedFor > 0;
  return (
    <Button
      className={css.mute}
      leftSection={isMuted ? <IconVolume size={20} /> : <IconVolumeOff size={20} />}
      onClick={isMuted ? alarm.ringAgain : alarm.mute}
    >
      <span className={css.muteText}>{isMuted ? t('alarm.muted', { seconds: alarm.mutedFor }) : t('alarm.mute')}</span>
    </Button>
  );
}
