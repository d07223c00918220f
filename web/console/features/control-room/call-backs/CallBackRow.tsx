import { Button } from '@mantine/core';
import { IconPhone, IconPhoneOff } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CALL_BACK_RESULTS, type CallBack } from '#contract/control-room';
import type { IncidentSummary } from '#contract/incident';
import { LANGUAGE_NAMES } from '#contract/languages';
import { describeProblem } from '../../../api/describe-problem.ts';
import { useClock } from '../../../live/clock.ts';
import { CONTROL_ROOM_TEXT } from '../../../text/control-room.ts';
import { formatAgency } from '../../../ui/format-agency.ts';
import { formatPhone } from '../../../ui/format-phone.ts';
import { formatTime } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import css from '../control-room.module.css';
import { type CallBackAction, workCallBack } from './call-backs.ts';
import { callScript } from './call-script.ts';
import { CALL_BACKS_KEY } from './due-call-backs.ts';

type Props = {
  entry: CallBack;
  myId: string;
  /** The incident, while it is open here. */
  incident: IncidentSummary | undefined;
  onOpen: (incidentId: string) => void;
  onComplete: (reportId: string) => void;
};

/** One person to call: why, since when, and the next action. There is none if calling is not allowed. */
export function CallBackRow({ entry, myId, incident, onOpen, onComplete }: Props) {
  const { language } = useText();
  const { t } = useText(CONTROL_ROOM_TEXT);
  const client = useQueryClient();
  const work = useMutation({
    mutationFn: (action: CallBackAction) => workCallBack(entry.id, action),
    onSettled: () => client.invalidateQueries({ queryKey: CALL_BACKS_KEY }),
  });
  const isMine = entry.claimedBy?.id === myId;
  const time = formatTime(entry.dueAt, language);
  const now = useClock((at) => Math.floor(at / 15_000) * 15_000);
  const script = callScript(entry, incident, now);
  const agency = incident?.responsibleAgency;
  const station = agency ? formatAgency(agency, language) : '';
  const minutes = Math.max(1, Math.ceil(Math.abs(Date.parse(entry.dueAt) - now) / 60_000));
  const duration = t('callBack.minutes', { minutes });
  const isDue = Date.parse(entry.dueAt) <= now;
  const { incidentId, forbidden, claimedBy } = entry;
  return (
    <li className={css.row} data-due={(isDue && !forbidden) || undefined}>
      <div className={css.what}>
        <p className={css.rowHead}>
          <strong>{t(`callBack.reason.${entry.reason}`)}</strong>
          {entry.code && <span className={css.code}>{entry.code}</span>}
        </p>
        <p className={isDue && !forbidden ? css.clock : css.small}>
          {t(isDue ? 'callBack.overdue' : 'callBack.later', { time, duration })}
        </p>
        <p className={css.small}>
          {[
            entry.tries > 0 && t('callBack.tries', { count: entry.tries }),
            entry.lastResult && t(`callBack.result.${entry.lastResult}`),
            entry.askedByName && t('callBack.asked', { name: entry.askedByName }),
            entry.language &&
              entry.language !== 'th' &&
              t('callBack.speaks', { language: LANGUAGE_NAMES[language][entry.language] }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {entry.note && <p className={css.quote}>“{entry.note}”</p>}
        {!forbidden && (
          <p className={css.script}>
            <strong>{t('callBack.scriptTitle')}</strong>{' '}
            {t(`callBack.script.${script.key}`, {
              station,
              time: script.etaAt === null ? '' : formatTime(script.etaAt, language),
            })}
          </p>
        )}
        {forbidden && (
          <p className={css.forbidden}>
            <IconPhoneOff aria-hidden size={20} /> {t(`callBack.forbidden.${forbidden}`)}
          </p>
        )}
        {work.isError && (
          <p role="alert" className={css.failed}>
            {describeProblem(work.error, language)}
          </p>
        )}
      </div>
      <div className={css.actions}>
        {isMine && entry.phone && (
          <a className={css.number} href={`tel:${entry.phone}`}>
            <IconPhone aria-hidden size={22} /> {formatPhone(entry.phone)}
          </a>
        )}
        {isMine &&
          CALL_BACK_RESULTS.map((result) => (
            <Button
              key={result}
              size="md"
              variant={result === 'reached' ? 'filled' : 'default'}
              loading={work.isPending}
              onClick={() => work.mutate({ action: 'done', result })}
            >
              {t(`callBack.result.${result}`)}
            </Button>
          ))}
        {isMine && (
          <Button size="md" variant="subtle" onClick={() => work.mutate({ action: 'release' })}>
            {t('callBack.release')}
          </Button>
        )}
        {claimedBy && !isMine && <p className={css.taken}>{t('callBack.calling', { name: claimedBy.name })}</p>}
        {!claimedBy && !forbidden && (
          <Button
            size="md"
            leftSection={<IconPhone aria-hidden size={20} />}
            variant={entry.isDue ? 'filled' : 'default'}
            loading={work.isPending}
            onClick={() => work.mutate({ action: 'claim' })}
          >
            {t('callBack.take')}
          </Button>
        )}
        {incidentId ? (
          <Button size="md" variant="default" onClick={() => onOpen(incidentId)}>
            {t('callBack.open')}
          </Button>
        ) : (
          <Button size="md" variant="default" onClick={() => onComplete(entry.reportId)}>
            {t('callBack.complete')}
          </Button>
        )}
      </div>
    </li>
  );
}
