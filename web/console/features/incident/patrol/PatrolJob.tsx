import { Button } from '@mantine/core';
import { IconCloudUpload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { IncidentDetail, IncidentSummary } from '#contract/incident';
import { formatPlaceInEnglish, formatPlaceInThai } from '#contract/jurisdiction';
import { formatTime } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import { Chat } from '../chat/Chat.tsx';
import facts from '../panel/facts.module.css';
import { PlaceFacts } from '../panel/PlaceFacts.tsx';
import { ReporterFacts } from '../panel/ReporterFacts.tsx';
import { SendingBanner } from '../panel/SendingBanner.tsx';
import { SilentBanner } from '../panel/SilentBanner.tsx';
import { Timeline } from '../panel/Timeline.tsx';
import { useDetail } from '../panel/use-detail.ts';
import { useSubmission } from '../panel/use-submission.ts';
import { repeatsPlace } from '../queue/short-place.ts';
import SafetyCard from '../safety/SafetyCard.tsx';
import SafetyNotes from '../safety/SafetyNotes.tsx';
import { DuressBanner } from '../silent/DuressBanner.tsx';
import { TYPE_ICONS } from '../type-icon.ts';
import css from './PatrolJob.module.css';
import { PatrolSteps } from './PatrolSteps.tsx';
import { useSendAgain } from './use-send-again.ts';

type Props = {
  live: IncidentSummary;
  /** The status of the job, instead of the incident's own. */
  state?: ReactNode;
  /** Content above everything except a silent report's warning. */
  banner?: ReactNode;
  /** Distance and directions. */
  way: ReactNode;
  /** The job's buttons, if the person's unit has one; otherwise the incident's own steps. */
  steps?: ReactNode;
  onChanged: (incident: IncidentSummary) => void;
};

/** One job, one button: what and where, how the reporter can be contacted, and the next action under the thumb. */
export default function PatrolJob({ live, state, banner, way, steps, onChanged }: Props) {
  const { t, language } = useText();
  const { data: detail } = useDetail(live.id);
  const sending = useSubmission(live.id, onChanged);
  const isWaiting = useSendAgain(sending);
  const incident = detail && detail.incident.version >= live.version ? detail.incident : live;
  const isSilent = incident.silent || (detail?.reports.some(({ silent }) => silent) ?? false);
  const TypeIcon = TYPE_ICONS[incident.type];
  const sentAt = detail && assignedAt(detail);
  const latest = detail?.messages.findLast(({ from, unsentAt }) => from === 'reporter' && !unsentAt)?.text;
  return (
    <article className={css.job} aria-label={`${incident.code} ${t(`type.${incident.type}`)}`}>
      {/* Never scrolled away: a siren at this address may cost a life. */}
      {incident.duressAt && <DuressBanner />}
      {isSilent && <SilentBanner />}
      {banner}
      <div className={css.scroll}>
        {detail && <SafetyCard detail={detail} />}
        <header className={css.head}>
          <p className={css.small}>
            {sentAt && <>{t('patrol.assignedAt', { time: formatTime(sentAt, language) })} · </>}
            <span className={css.code}>{incident.code}</span>
          </p>
          <p className={css.state}>{state ?? t(`status.${incident.status}`)}</p>
          <h2 className={css.type}>
            <TypeIcon aria-hidden size={30} /> {t(`type.${incident.type}`)}
          </h2>
          {incident.placeDetail && <p className={css.detail}>{incident.placeDetail}</p>}
          {!repeatsPlace(incident.placeDetail, incident.place, language) && (
            <p>{language === 'en' ? formatPlaceInEnglish(incident.place) : formatPlaceInThai(incident.place)}</p>
          )}
          {latest && <p className={css.latest}>“{latest}”</p>}
        </header>
        {way}
        <dl className={facts.facts}>
          <PlaceFacts incident={incident} detail={detail} />
          {detail && (
            <ReporterFacts
              incidentId={incident.id}
              reports={detail.reports}
              isSilent={isSilent}
              mayUnmask={detail.actions.includes('unmask')}
            />
          )}
        </dl>
        {detail && (
          <details className={css.more}>
            <summary>{t('patrol.details')}</summary>
            <Chat messages={detail.messages} reports={detail.reports} isSilent={isSilent} />
            <Timeline entries={detail.timeline} />
            {detail.actions.includes('safety-notes') && <SafetyNotes detail={detail} />}
          </details>
        )}
      </div>
      <div className={css.steps}>
        {steps}
        {steps ? null : isWaiting ? (
          <p className={css.waiting} role="status">
            <IconCloudUpload aria-hidden size={24} /> {t('patrol.waiting')}
          </p>
        ) : (
          <SendingBanner sending={sending} />
        )}
        {steps ? null : detail ? (
          <PatrolSteps incident={incident} actions={detail.actions} sending={sending} isWaiting={isWaiting} />
        ) : (
          <Button className={css.big} loading aria-label={t('app.loading')} />
        )}
      </div>
    </article>
  );
}

/** When this unit was last ordered there. */
function assignedAt({ timeline }: IncidentDetail): string | undefined {
  return timeline.findLast(({ kind }) => kind === 'officers-sent' || kind === 'unit-assigned')?.at;
}
