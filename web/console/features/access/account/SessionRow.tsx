import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Session } from '#contract/access-account';
import { describeProblem } from '../../../api/describe-problem.ts';
import { serverNow } from '../../../live/clock.ts';
import { formatMoment } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import { describeDevice } from '../describe-device.ts';
import css from './account.module.css';
import { endSession, sessionsQuery } from './account.ts';

/** One session; the current one is marked and ends by signing out. */
export function SessionRow({ session }: { session: Session }) {
  const { t, language } = useText();
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: () => endSession(session.id),
    onSettled: () => client.invalidateQueries(sessionsQuery),
  });
  const now = serverNow();
  const device = describeDevice(session.device) ?? t('account.session.unknownDevice');
  const how = t(`account.session.by.${session.signedInBy}`);
  return (
    <li className={css.row} data-this={session.isThis || undefined}>
      <div className={css.rowText}>
        <strong>{device}</strong>
        {session.isThis && (
          <span className={css.mark}>
            <IconCircleCheck aria-hidden size={18} /> {t('account.session.this')}
          </span>
        )}
        <p className={css.small}>
          {t('account.session.since', { time: formatMoment(session.signedInAt, now, language) })} ·{' '}
          {session.secondFactor && session.signedInBy === 'password' ? t('account.session.withCode', { how }) : how}
        </p>
        <p className={css.small}>
          {t('account.session.lastSeen', { time: formatMoment(session.lastSeenAt, now, language) })} ·{' '}
          {t('account.session.until', { time: formatMoment(session.endsAt, now, language) })}
          {session.address && ` · ${session.address}`}
        </p>
        {end.isError && <p role="alert">{describeProblem(end.error, language)}</p>}
      </div>
      {!session.isThis && (
        <div className={css.buttons}>
          <Button
            variant="default"
            aria-label={`${t('account.session.end')}: ${device}`}
            loading={end.isPending}
            onClick={() => end.mutate()}
          >
            {t('account.session.end')}
          </Button>
        </div>
      )}
    </li>
  );
}
