import { Button } from '@mantine/core';
import { IconAlertTriangle, IconBellOff, IconInfoCircle } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { UNIT_NEWS } from '#contract/alert-kind';
import type { ChannelNews as News } from '#contract/alerting';
import { goTo } from '../../address.ts';
import { sayTime } from '../../ui/time-words.ts';
import { useWords } from '../../ui/use-words.ts';
import { pathOf } from '../../view.ts';
import css from './alerting.module.css';
import { useChannelWords } from './channel-words.ts';
import { channelNewsQuery } from './channels.ts';
import { CHANNELS_KEY, tellSeen } from './tell-seen.ts';

type Props = { onOpen: () => void };

/** Says at the desk that a way of alarming people fails, and what came to this person that is about no incident or is news of a unit. */
export default function ChannelNews({ onOpen }: Props) {
  const t = useChannelWords();
  const { language } = useWords();
  const client = useQueryClient();
  const news = useQuery(channelNewsQuery);
  const seen = useMutation({
    mutationFn: (ids: string[]) => Promise.all(ids.map((noticeId) => tellSeen({ noticeId }))),
    onSettled: () => client.invalidateQueries({ queryKey: CHANNELS_KEY }),
  });
  const failing = news.data?.channels.filter(({ health }) => health === 'failing') ?? [];
  // Three tests are one thing to know.
  const notices = news.data?.notices ?? [];
  const ofUnits = notices.filter(({ kind }) => UNIT_NEWS.some((one) => one === kind));
  const byKind = [
    ...Map.groupBy(
      notices.filter((one) => !ofUnits.includes(one)),
      ({ kind }) => kind,
    ),
  ];
  return (
    <>
      {failing.length > 0 && (
        <section className={css.failing} role="status">
          <IconBellOff aria-hidden size={24} />
          <p className={css.words}>
            <strong>{failing.map((one) => sayFailing(one)).join(' · ')}</strong>
            <br />
            {t('health.others')}
          </p>
          <Button variant="default" className={css.tall} onClick={onOpen}>
            {t('health.open')}
          </Button>
        </section>
      )}
      {ofUnits.map(({ id, kind, incidentId, unitName, code, at }) => (
        <section key={id} className={css.unit} role="alert">
          <IconAlertTriangle aria-hidden size={24} />
          <p className={css.words}>
            <strong>{[unitName, t(`kind.${kind}`)].filter(Boolean).join(': ')}</strong>
            <br />
            {[code, sayTime(at, language)].filter(Boolean).join(' · ')}
            {kind === 'order-unseen' && ` · ${t('health.callThem')}`}
          </p>
          {incidentId && (
            <Button className={css.tall} onClick={() => goTo(pathOf({ name: 'incident', incidentId }))}>
              {t('health.openIncident')}
            </Button>
          )}
          <Button variant="default" className={css.tall} loading={seen.isPending} onClick={() => seen.mutate([id])}>
            {t('health.seen')}
          </Button>
        </section>
      ))}
      {byKind.map(([kind, notices]) => (
        <section key={kind} className={css.news} data-warns={kind === 'group-lost' || undefined} role="status">
          <IconInfoCircle aria-hidden size={24} />
          <p className={css.words}>{sayNews(kind)}</p>
          <Button
            variant="default"
            className={css.tall}
            loading={seen.isPending}
            onClick={() => seen.mutate(notices.map(({ id }) => id))}
          >
            {t('health.seen')}
          </Button>
        </section>
      ))}
    </>
  );

  function sayFailing({ channel, cause }: News['channels'][number]): string {
    return cause === 'line/quota-exhausted'
      ? t('health.quota')
      : t('health.failing', { channel: t(`channel.${channel}`) });
  }
  function sayNews(kind: News['notices'][number]['kind']): string {
    if (kind === 'group-lost') return t('health.groupLost');
    return kind === 'test' ? t('health.tested') : t('health.heartbeat');
  }
}
