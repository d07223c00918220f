import { Button } from '@mantine/core';
import { IconBrandLine } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { AgencyChannels } from '#contract/alerting';
import { describeProblem } from '../../../api/describe-problem.ts';
import { serverNow, useClock } from '../../../live/clock.ts';
import { CHANNELS_TEXT } from '../../../text/channels.ts';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { formatElapsed, formatMoment } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import css from '../alerting.module.css';
import { agencyChannelsQuery, makeGroupCode } from '../channels.ts';
import { TargetRow } from './TargetRow.tsx';

/** While a code is valid the page polls, to show the enrolled group. */
const POLL_INTERVAL_MS = 3000;

type Props = { agencyId: string; channels: AgencyChannels };

/** The station's LINE groups, and the code that enrols one. */
export function GroupsSection({ agencyId, channels: { groups, isLineSetUp } }: Props) {
  const { t } = useText(CHANNELS_TEXT);
  const { language } = useText();
  const code = useMutation({ mutationFn: () => makeGroupCode(agencyId) });
  const expiresAt = code.data?.expiresAt;
  const left = useClock((now) => (expiresAt ? Math.max(0, Math.ceil((Date.parse(expiresAt) - now) / 1000)) : 0));
  useQuery({ ...agencyChannelsQuery(agencyId), refetchInterval: left > 0 ? POLL_INTERVAL_MS : false });
  return (
    <section className={css.section} aria-label={t('station.groups')}>
      <h3 className={css.subtitle}>
        <IconBrandLine aria-hidden size={22} /> {t('station.groups')}
      </h3>
      <p className={css.muted}>{t('station.groupsWhat')}</p>
      {!isLineSetUp && <p className={css.late}>{t('station.lineNotSetUp')}</p>}
      {groups.length === 0 && <p className={css.muted}>{t('station.noGroup')}</p>}
      {groups.map(({ id, enrolledAt, lastSentAt, lastFailure }) => (
        <TargetRow
          key={id}
          {...{ agencyId, id, lastSentAt, lastFailure }}
          kind="groups"
          title={t('station.group', { time: formatMoment(enrolledAt, serverNow(), language) })}
        />
      ))}
      {code.data && left > 0 && (
        <div className={css.secret}>
          <p>1. {t('station.step1')}</p>
          <p>2. {t('station.step2', { left: formatElapsed(left * 1000) })}</p>
          <p className={css.code} translate="no">
            {code.data.code}
          </p>
          <CopyButton text={code.data.code} label={t('station.copy')} />
        </div>
      )}
      {code.data && left === 0 && <p role="status">{t('station.expired')}</p>}
      {code.isError && <p className={css.bad}>{describeProblem(code.error, language)}</p>}
      {isLineSetUp && left === 0 && (
        <div className={css.buttons}>
          <Button className={css.tall} loading={code.isPending} onClick={() => code.mutate()}>
            {t('station.enrol')}
          </Button>
        </div>
      )}
    </section>
  );
}
