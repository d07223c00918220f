import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CallLine } from '#contract/control-room';
import { describeProblem } from '../../../api/describe-problem.ts';
import { CONTROL_ROOM_TEXT } from '../../../text/control-room.ts';
import { formatTime } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import { Waiting } from '../../../ui/Waiting.tsx';
import { useAgency } from '../../jurisdiction/index.ts';
import css from '../control-room.module.css';
import { CallForm } from './CallForm.tsx';
import { callKey, getCall, listOwnCalls, ownCallsKey } from './calls.ts';

type Props = {
  /** An unfinished report to complete; without one, a new call. */
  reportId: string | undefined;
  agencyId: string | undefined;
  onOpen: (incidentId: string) => void;
  onReport: (reportId: string | undefined) => void;
};

/** A call being typed in, and below it the clerk's calls of this shift with their status. */
export function CallPage({ reportId, agencyId, onOpen, onReport }: Props) {
  const { t: common, language } = useText();
  const { t } = useText(CONTROL_ROOM_TEXT);
  const agency = useAgency(agencyId).data;
  const [calls, setCalls] = useState<{ count: number; line: CallLine | null }>({ count: 0, line: null });
  const begun = useQuery({
    queryKey: callKey(reportId ?? ''),
    queryFn: ({ signal }) => getCall(reportId ?? '', signal),
    enabled: reportId !== undefined,
    staleTime: 0,
  });
  const line = calls.line ?? (agency?.kind === 'national-desk' ? '1300' : '191');
  const isWaiting = reportId !== undefined ? begun.isFetching && !begun.data : agencyId !== undefined && !agency;
  return (
    <div className={css.page} data-wide>
      <h2 className={css.title}>{t(reportId ? 'call.unfinished' : 'call.title')}</h2>
      {isWaiting && <Waiting label={common('app.loading')} />}
      {begun.isError && <p role="alert">{describeProblem(begun.error, language)}</p>}
      {!isWaiting && !begun.isError && (
        <CallForm
          key={`${reportId ?? 'new'} ${calls.count}`}
          line={line}
          begun={reportId !== undefined ? (begun.data ?? null) : null}
          agency={agency}
          onOpen={onOpen}
          onNew={(next) => {
            setCalls(({ count }) => ({ count: count + 1, line: next }));
            onReport(undefined);
          }}
        />
      )}
      <OwnCalls onOpen={onOpen} onReport={onReport} />
    </div>
  );
}

function OwnCalls({ onOpen, onReport }: Pick<Props, 'onOpen' | 'onReport'>) {
  const { t: common, language } = useText();
  const { t } = useText(CONTROL_ROOM_TEXT);
  const own = useQuery({
    queryKey: ownCallsKey,
    queryFn: ({ signal }) => listOwnCalls(signal),
    refetchInterval: 15_000,
  });
  return (
    <section aria-labelledby="own-calls">
      <h3 id="own-calls" className={css.subtitle}>
        {t('call.mine')}
      </h3>
      {own.data?.length === 0 && <p className={css.small}>{t('call.mineNone')}</p>}
      <ul className={css.list}>
        {own.data?.map(({ reportId, at, type, lastNotified, incidentId, state }) => (
          <li key={reportId}>
            <button
              type="button"
              className={css.ownCall}
              onClick={() => (incidentId ? onOpen(incidentId) : state === 'draft' && onReport(reportId))}
            >
              <span className={css.clock}>{formatTime(at, language)}</span>
              <strong>{common(`type.${type ?? 'unknown'}`)}</strong>
              <span className={css.code}>{lastNotified?.code}</span>
              <span data-alarm={lastNotified?.status === 'waiting' || undefined} className={css.status}>
                {lastNotified ? t(`call.status.${lastNotified.status}`) : t('call.draft')}
                {lastNotified?.etaAt && ` · ${t('call.eta', { time: formatTime(lastNotified.etaAt, language) })}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
