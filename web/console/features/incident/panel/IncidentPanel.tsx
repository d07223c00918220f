import { Button } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { Suspense, useRef } from 'react';
import type { IncidentSummary } from '#contract/incident';
import { sayProblem } from '../../../api/problem-words.ts';
import { isProblem } from '../../../api/request.ts';
import { Boundary } from '../../../ui/Boundary.tsx';
import { LaterPage } from '../../../ui/LaterPage.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { Waiting } from '../../../ui/Waiting.tsx';
import { LadderState } from '../../escalation/index.ts';
import { Chat } from '../chat/Chat.tsx';
import { ChatForm } from '../chat/ChatForm.tsx';
import { PatrolPhotos, SafetyCard, SafetyNotes, Stations } from '../later-pages.ts';
import type { MyAgencies } from '../queue/urgency.ts';
import { ReducedNotice } from '../sight/ReducedNotice.tsx';
import { SightLinks } from '../sight/SightLinks.tsx';
import type { SightPart } from '../sight/sight-parts.ts';
import { DuressBanner } from '../silent/DuressBanner.tsx';
import { Duplicates } from './Duplicates.tsx';
import { ExerciseNotice } from './ExerciseNotice.tsx';
import facts from './facts.module.css';
import { IncidentActs } from './IncidentActs.tsx';
import css from './IncidentPanel.module.css';
import { MergedNotice } from './MergedNotice.tsx';
import notices from './notices.module.css';
import { PanelHeader } from './PanelHeader.tsx';
import { PlaceFacts } from './PlaceFacts.tsx';
import { ReporterFacts } from './ReporterFacts.tsx';
import { SendingNotice } from './SendingNotice.tsx';
import { SilentBanner } from './SilentBanner.tsx';
import { Timeline } from './Timeline.tsx';
import { TransferNotice } from './TransferNotice.tsx';
import { UnitFact } from './UnitFact.tsx';
import { useDetail } from './use-detail.ts';
import { useSubmission } from './use-submission.ts';

type Props = {
  incidentId: string;
  /** The row of the live queue: there before the details are, so that an alarm can be answered at once. */
  live: IncidentSummary | undefined;
  mine: MyAgencies;
  /** May see who looked at incidents. */
  mayAudit: boolean;
  /** May see whom the ladder alerted and who is next. */
  mayLadder: boolean;
  onOpen: (incidentId: string) => void;
  onOpenSight: (part: SightPart) => void;
  onClose: () => void;
  onChanged: (incident: IncidentSummary) => void;
};

/** Everything about one incident, in the order an officer needs it: who must not be rung, what to do next, where, who. */
export function IncidentPanel(props: Props) {
  const { incidentId, live, mine, mayAudit, mayLadder, onOpen, onOpenSight, onClose, onChanged } = props;
  const { t, language } = useWords();
  const { data: detail, error, refetch } = useDetail(incidentId);
  const sending = useSubmission(incidentId, onChanged);
  const chat = useRef<HTMLDivElement>(null);
  const incident = live && (!detail || live.version > detail.incident.version) ? live : detail?.incident;
  const isMissing = isProblem(error, 'incident/not-found') || isProblem(error, 'access/not-permitted');
  // What was known of it before must not stay on the screen of somebody who may no longer see it.
  if (!incident || isMissing) {
    return (
      <div className={css.empty}>
        {!error && <Waiting words={t('app.loading')} />}
        {error && <p>{isMissing ? t('incident.notFound') : sayProblem(error, language)}</p>}
        {error && !isMissing && <Button onClick={() => void refetch()}>{t('app.retry')}</Button>}
        {error && (
          <Button variant="default" onClick={onClose}>
            {t('app.toQueue')}
          </Button>
        )}
      </div>
    );
  }
  // Nobody reported an exercise, so nobody can be written to.
  const mayMessage = !incident.isExercise && (detail?.actions.includes('messages') ?? false);
  const isSilent = incident.silent || (detail?.reports.some(({ silent }) => silent) ?? false);

  const photoCount = detail?.timeline.filter(({ kind }) => kind === 'unit-photo').length ?? 0;
  return (
    <article className={css.panel} aria-label={`${incident.code} ${t(`type.${incident.type}`)}`}>
      <div className={css.scroll} key={incident.id}>
        <PanelHeader incident={incident} mine={mine} onClose={onClose} />
        {incident.isExercise && <ExerciseNotice />}
        {incident.duressAt && <DuressBanner />}
        {isSilent && <SilentBanner />}
        {detail && !incident.placeMasked && (
          <Suspense fallback={null}>
            <SafetyCard detail={detail} />
          </Suspense>
        )}
        {incident.placeMasked && <ReducedNotice />}
        {incident.cancelRequestedAt && (
          <div className={notices.notice}>
            <IconHandStop aria-hidden size={24} />
            <div className={notices.body}>
              <strong>
                {t('incident.cancelRequest')}
                {detail?.cancelReason && ` · ${t(`incident.cancelReason.${detail.cancelReason}`)}`}
              </strong>
              <p>{t('incident.cancelRequestHint')}</p>
            </div>
          </div>
        )}
        <TransferNotice
          incident={incident}
          mayAnswer={detail?.actions.includes('transfer-answer') ?? false}
          sending={sending}
        />
        {detail?.mergedInto && (
          <MergedNotice detail={detail} target={detail.mergedInto} sending={sending} onOpen={onOpen} />
        )}
        <SendingNotice sending={sending} />
        <IncidentActs key={sending.taken} incident={incident} detail={detail} sending={sending} />
        {mayLadder && (
          <Boundary instead={null}>
            <Suspense fallback={null}>
              <LadderState incidentId={incident.id} version={incident.version} />
            </Suspense>
          </Boundary>
        )}
        {detail && (
          <Suspense fallback={null}>
            <Stations key={`stations ${sending.taken}`} detail={detail} sending={sending} />
          </Suspense>
        )}
        {detail?.disposition && (
          <p className={css.result}>
            {t('incident.result')}: <strong>{t(`disposition.${detail.disposition}`)}</strong>
            {detail.dispositionNote && <> · “{detail.dispositionNote}”</>}
          </p>
        )}
        {error && (
          <div className={notices.notice} role="alert">
            <div className={notices.body}>
              {t('incident.failed')} <Button onClick={() => void refetch()}>{t('app.retry')}</Button>
            </div>
          </div>
        )}
        <dl className={facts.facts}>
          <PlaceFacts incident={incident} detail={detail} />
          <UnitFact key={sending.taken} incident={incident} detail={detail} sending={sending} />
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
          <>
            <Duplicates detail={detail} sending={sending} onOpen={onOpen} onChanged={onChanged} />
            {photoCount > 0 && (
              <LaterPage>
                <PatrolPhotos incidentId={incident.id} count={photoCount} />
              </LaterPage>
            )}
            <Timeline entries={detail.timeline} />
            {!incident.placeMasked && (
              <div ref={chat}>
                <Chat messages={detail.messages} reports={detail.reports} isSilent={isSilent} />
              </div>
            )}
            {detail.actions.includes('safety-notes') && (
              <Suspense fallback={null}>
                <SafetyNotes detail={detail} />
              </Suspense>
            )}
            <SightLinks actions={detail.actions} mayAudit={mayAudit} onOpen={onOpenSight} />
          </>
        )}
      </div>
      {detail && mayMessage && (
        <ChatForm
          key={incident.id}
          detail={detail}
          onShowChat={() => chat.current?.scrollIntoView({ block: 'end' })}
          isSending={sending.pending?.action === 'messages' || sending.pending?.action === 'questions'}
          onAsk={(question, reportId) => sending.send({ action: 'questions', body: { question, reportId } })}
          onSend={(text, reportId) =>
            sending.send({ action: 'messages', body: reportId === undefined ? { text } : { text, reportId } })
          }
        />
      )}
    </article>
  );
}
