import { Button } from '@mantine/core';
import { IconBellRinging } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { MyChannels } from '#contract/alerting';
import { serverNow } from '../../../live/clock.ts';
import { CHANNELS_TEXT } from '../../../text/channels.ts';
import { formatMoment } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import css from '../alerting.module.css';
import { testMyChannels } from '../channels.ts';
import { CHANNELS_KEY } from '../mark-seen.ts';

/** After these times the results of push and LINE are known. */
const REFRESH_AFTER_MS = [1000, 4000];
const SHOWN = 8;

/** A test of all channels, and the person's latest notifications. */
export function TestSection({ mine: { notifications } }: { mine: MyChannels }) {
  const { t } = useText(CHANNELS_TEXT);
  const { language } = useText();
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: CHANNELS_KEY });
  const test = useMutation({
    mutationFn: testMyChannels,
    onSuccess: () => {
      for (const wait of REFRESH_AFTER_MS) setTimeout(refresh, wait);
    },
    onSettled: refresh,
  });
  return (
    <section className={css.section} aria-label={t('test.title')}>
      <h3 className={css.subtitle}>
        <IconBellRinging aria-hidden size={22} /> {t('test.title')}
      </h3>
      <p className={css.muted}>{t('test.what')}</p>
      <div className={css.buttons}>
        <Button className={css.tall} loading={test.isPending} onClick={() => test.mutate()}>
          {t('test.start')}
        </Button>
      </div>
      <h4>{t('test.last')}</h4>
      {notifications.length === 0 && <p className={css.muted}>{t('test.none')}</p>}
      {notifications.slice(0, SHOWN).map(({ id, kind, channel, state, at }) => (
        <p key={id} className={css.row}>
          <span className={css.rowText}>
            {t(`kind.${kind}`)} · {t(`channel.${channel}`)}
            <br />
            <span className={css.muted}>{formatMoment(at, serverNow(), language)}</span>
          </span>
          <strong className={state === 'failed' ? css.bad : state === 'pending' ? css.late : css.good}>
            {t(channel === 'console' && state === 'pending' ? 'state.unseen' : `state.${state}`)}
          </strong>
        </p>
      ))}
    </section>
  );
}
