import { Button } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import type { IncidentDetail, IncidentSummary } from '#contract/incident';
import { isDuressUnseen, isUnanswered } from '#contract/incident-status';
import { describeProblem } from '../../../api/describe-problem.ts';
import { isProblem } from '../../../api/request.ts';
import type { VisibilityPart } from '../../../router.ts';
import { ErrorBoundary } from '../../../ui/ErrorBoundary.tsx';
import { LazyPage } from '../../../ui/LazyPage.tsx';
import { LazyPart } from '../../../ui/LazyPart.tsx';
import { useKeys } from '../../../ui/use-keys.ts';
import { useText } from '../../../ui/use-text.ts';
import { Waiting } from '../../../ui/Waiting.tsx';
import { InCareFact } from '../../care/index.ts';
import { EscalationState } from '../../escalation/index.ts';
import { Chat, showChat } from '../chat/Chat.tsx';
import { LatestMessage } from '../chat/LatestMessage.tsx';
import { IncidentFindings } from '../lazy-findings.ts';
import { ChatForm, InCare, PatrolPhotos, SafetyCard, SafetyNotes, Stations, TypeChoice } from '../lazy-pages.ts';
import type { MyAgencies } from '../queue/urgency.ts';
import { DuressBanner } from '../silent/DuressBanner.tsx';
import { MaskedBanner } from '../visibility/MaskedBanner.tsx';
import { VisibilityLinks } from '../visibility/VisibilityLinks.tsx';
import actionStyles from './actions.module.css';
import banners from './banners.module.css';
import { Duplicates } from './Duplicates.tsx';
import { ExerciseBanner } from './ExerciseBanner.tsx';
import facts from './facts.module.css';
import { panelIdOf, takeFocus } from './focus-panel.ts';
import { NextAction, OtherActions, useActions } from './IncidentActions.tsx';
import css from './IncidentPanel.module.css';
import { MergedBanner } from './MergedBanner.tsx';
import { PanelHeader } from './PanelHeader.tsx';
import { PlaceFacts } from './PlaceFacts.tsx';
import { ReporterFacts } from './ReporterFacts.tsx';
import { SendingBanner } from './SendingBanner.tsx';
import { SilentBanner } from './SilentBanner.tsx';
import { Timeline } from './Timeline.tsx';
import { TransferBanner } from './TransferBanner.tsx';
import { UnitFact } from './UnitFact.tsx';
import { useDetail } from './use-detail.ts';
import { type Sending, useSubmission } from './use-submission.ts';

type Props = {
  incidentId: string;
  /** The row of the live queue: available before the details, so that an alarm can be answered at once. */
  live: IncidentSummary | undefined;
  mine: MyAgencies;
  /** May review who viewed incidents. */
  mayAudit: boolean;
  /** May see whom the escalation alerted and who is next. */
  maySeeEscalation: boolean;
  onOpen: (incidentId: string) => void;
  onOpenVisibility: (part: VisibilityPart) => void;
  onClose: () => void;
  onChanged: (incident: IncidentSummary) => void;
};

const SEE_DURESS = { action: 'duress-seen', body: {} } as const;

/**
 * Everything about one incident, in the order an officer needs it: who must not be called, what to do next, where, who.
 */
export function IncidentPanel(props: Props) {
  const { incidentId, live, onClose } = props;
  const { t, language } = useText();
  const { data: detail, error, refetch } = useDetail(incidentId);
  const incident = live && (!detail || live.version > detail.incident.version) ? live : detail?.incident;
  const isMissing = isProblem(error, 'incident/not-found') || isProblem(error, 'access/not-permitted');
  // Details loaded before must disappear when this person may no longer see it.
  if (!incident || isMissing) {
    return (
      <div className={css.empty}>
        {!error && <Waiting label={t('app.loading')} />}
        {error && <p>{isMissing ? t('incident.notFound') : describeProblem(error, language)}</p>}
        {error && !isMissing && <Button onClick={() => void refetch()}>{t('app.retry')}</Button>}
        {error && (
          <Button variant="default" onClick={onClose}>
            {t('app.toQueue')}
          </Button>
        )}
      </div>
    );
  }
  return <OpenedIncident {...props} incident={incident} detail={detail} error={error} onRetry={() => void refetch()} />;
}

type OpenedProps = Props & {
  incident: IncidentSummary;
  detail: IncidentDetail | undefined;
  error: unknown;
  onRetry: () => void;
};

/** The facts scroll; name and warnings stay above, the next action and the chat below. */
function OpenedIncident(props: OpenedProps) {
  const {
    incident,
    detail,
    error,
    mine,
    mayAudit,
    maySeeEscalation,
    onRetry,
    onOpen,
    onOpenVisibility,
    onClose,
    onChanged,
  } = props;
  const { t } = useText();
  const sending = useSubmission(incident.id, onChanged);
  const offered = useActions({ incident, detail, sending });
  // An exercise has no reporter to write to.
  const mayMessage = detail && !incident.isExercise && detail.actions.includes('messages');
  const isSilent = incident.silent || (detail?.reports.some(({ silent }) => silent) ?? false);

  const photoCount = detail?.timeline.filter(({ kind }) => kind === 'unit-photo').length ?? 0;
  return (
    <article
      ref={takeFocus}
      id={panelIdOf(incident.id)}
      tabIndex={-1}
      className={css.panel}
      aria-label={`${incident.code} ${t(`type.${incident.type}`)}`}
    >
      {/* Never scrolled away: whose incident it is, and what may cost a life there. */}
      <div className={css.head}>
        <PanelHeader incident={incident} isSilent={isSilent} mine={mine} onClose={onClose} />
        <div className={`${css.warnings} ${banners.warnings}`}>
          {incident.duressAt && (
            <DuressBanner
              onSeen={detail?.actions.includes('duress-seen') ? () => sending.send(SEE_DURESS) : undefined}
              isSending={sending.pending?.action === 'duress-seen'}
            />
          )}
          {isSilent && <SilentBanner />}
        </div>
      </div>
      <div className={css.scroll} key={incident.id}>
        {incident.isExercise && <ExerciseBanner />}
        {detail && !incident.placeMasked && <LatestMessage messages={detail.messages} onShow={showChat} />}
        {detail && !incident.placeMasked && (
          <LazyPart>
            <SafetyCard detail={detail} />
          </LazyPart>
        )}
        {incident.placeMasked && <MaskedBanner />}
        {incident.cancelRequestedAt && (
          <div className={banners.banner}>
            <IconHandStop aria-hidden size={24} />
            <div className={banners.body}>
              <strong>
                {t('incident.cancelRequest')}
                {detail?.cancelReason && ` · ${t(`incident.cancelReason.${detail.cancelReason}`)}`}
              </strong>
              <p>{t('incident.cancelRequestHint')}</p>
            </div>
          </div>
        )}
        <TransferBanner
          incident={incident}
          mayAnswer={detail?.actions.includes('transfer-answer') ?? false}
          sending={sending}
        />
        {detail?.mergedInto && (
          <MergedBanner detail={detail} target={detail.mergedInto} sending={sending} onOpen={onOpen} />
        )}
        <OtherActions key={`others ${sending.taken}`} sending={sending} offered={offered} />
        {detail?.actions.includes('type') && (
          <LazyPart>
            <TypeChoice key={`type ${sending.taken}`} type={incident.type} sending={sending} />
          </LazyPart>
        )}
        {maySeeEscalation && (
          <ErrorBoundary fallback={null}>
            <Suspense fallback={null}>
              <EscalationState incidentId={incident.id} version={incident.version} />
            </Suspense>
          </ErrorBoundary>
        )}
        {detail && (
          <LazyPart>
            <Stations key={`stations ${sending.taken}`} detail={detail} sending={sending} />
          </LazyPart>
        )}
        {detail?.disposition && (
          <p className={css.result}>
            {t('incident.result')}: <strong>{t(`disposition.${detail.disposition}`)}</strong>
            {detail.dispositionNote && <> · “{detail.dispositionNote}”</>}
          </p>
        )}
        {detail?.disposition && !incident.isExercise && (
          <LazyPart>
            <InCare incidentId={incident.id} version={incident.version} />
          </LazyPart>
        )}
        {error !== null && (
          <div className={banners.banner} role="alert">
            <div className={banners.body}>
              {t('incident.failed')} <Button onClick={onRetry}>{t('app.retry')}</Button>
            </div>
          </div>
        )}
        <dl className={facts.facts}>
          <PlaceFacts incident={incident} detail={detail} onChanged={onChanged} />
          <UnitFact key={sending.taken} incident={incident} detail={detail} sending={sending} />
          {detail && !detail.disposition && !incident.isExercise && (
            <LazyPart>
              <InCareFact incidentId={incident.id} />
            </LazyPart>
          )}
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
              <LazyPage>
                <PatrolPhotos incidentId={incident.id} count={photoCount} />
              </LazyPage>
            )}
            <Timeline entries={detail.timeline} />
            {!incident.placeMasked && <Chat messages={detail.messages} reports={detail.reports} isSilent={isSilent} />}
            {detail.actions.includes('safety-notes') && (
              <LazyPart>
                <SafetyNotes detail={detail} />
              </LazyPart>
            )}
            {detail.actions.includes('findings') && (
              <LazyPart>
                <IncidentFindings key={incident.id} incidentId={incident.id} />
              </LazyPart>
            )}
            <VisibilityLinks actions={detail.actions} mayAudit={mayAudit} onOpen={onOpenVisibility} />
          </>
        )}
      </div>
      <div className={css.foot}>
        <SendingBanner sending={sending} />
        <NextAction
          key={`next ${sending.taken}`}
          incident={incident}
          detail={detail}
          sending={sending}
          offered={offered}
        />
        {mayMessage && !offered.opened && <Composer key={incident.id} detail={detail} sending={sending} />}
      </div>
    </article>
  );
}

/** The chat, loaded and unfolded once the incident is acknowledged or somebody asks for it: answering comes first. */
function Composer({ detail, sending }: { detail: IncidentDetail; sending: Sending }) {
  const { t } = useText();
  const [isOpen, setOpen] = useState(false);
  // Nobody may write to a reporter under duress before the signal was seen.
  const isAnswered = !isUnanswered(detail.incident.status) && !isDuressUnseen(detail.incident);
  useKeys(isOpen ? {} : { m: () => setOpen(true) });
  // A caller has no chat.
  const writable = detail.reports.filter(({ channel, unreachable }) => channel !== 'phone' && !unreachable);
  if (writable.length === 0) {
    const isBlocked = detail.reports.some(({ unreachable }) => unreachable);
    return <p className={css.noChat}>{t(isBlocked ? 'chat.blocked' : 'chat.noChat')}</p>;
  }
  if (!isOpen && !isAnswered) {
    return (
      <Button className={css.write} variant="subtle" aria-keyshortcuts="m" onClick={() => setOpen(true)}>
        {t('chat.open')} <kbd className={actionStyles.key}>M</kbd>
      </Button>
    );
  }
  return (
    <LazyPart>
      <ChatForm
        detail={detail}
        reports={writable}
        startsFocused={!isAnswered}
        isSending={sending.pending?.action === 'messages' || sending.pending?.action === 'questions'}
        onAsk={(question, reportId) => sending.send({ action: 'questions', body: { question, reportId } })}
        onSend={(text, reportId) =>
          sending.send({ action: 'messages', body: reportId === undefined ? { text } : { text, reportId } })
        }
      />
    </LazyPart>
  );
}
