import { Button } from '@mantine/core';
import { IconBellOff, IconInfoCircle } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ChannelNews as News } from '#contract/alerting';
import css from './alerting.module.css';
import { useChannelWords } from './channel-words.ts';
import { channelNewsQuery } from './channels.ts';
import { CHANNELS_KEY, tellSeen } from './tell-seen.ts';

type Props = { onOpen: () => void };

/** Says at the desk that a way of alarming people fails, and what came to this person that is about no incident. */
export default function ChannelNews({ onOpen }: Props) {
  const t = useChannelWords();
  const client = useQueryClient();
  const news = useQuery(channelNewsQuery);
  const seen = useMutation({
    mutationFn: (ids: string[]) => Promise.all(ids.map((noticeId) => tellSeen({ noticeId }))),
    onSettled: () => client.invalidateQueries({ queryKey: CHANNELS_KEY }),
  });
  const failing = news.data?.channels.filter(({ health }) => health === 'failing') ?? [];
  // Three tests are one thing to know.
  const byKind = [...Map.groupBy(news.data?.notices ?? [], ({ kind }) => kind)];
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
