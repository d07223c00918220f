import { Button } from '@mantine/core';
import { IconBellRinging } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { MyChannels } from '#contract/alerting';
import { serverNow } from '../../../live/clock.ts';
import { sayMoment } from '../../../ui/time-words.ts';
import { useWords } from '../../../ui/use-words.ts';
import css from '../alerting.module.css';
import { useChannelWords } from '../channel-words.ts';
import { testMyChannels } from '../channels.ts';
import { CHANNELS_KEY } from '../tell-seen.ts';

/** What a push or LINE needs to say what became of it. */
const LOOK_AGAIN_MS = [1000, 4000];
const SHOWN = 8;

/** Rings everywhere now, and what became of the last alarms to this person. */
export function TestSection({ mine: { notices } }: { mine: MyChannels }) {
  const t = useChannelWords();
  const { language } = useWords();
  const client = useQueryClient();
  const look = () => client.invalidateQueries({ queryKey: CHANNELS_KEY });
  const test = useMutation({
    mutationFn: testMyChannels,
    onSuccess: () => {
      for (const wait of LOOK_AGAIN_MS) setTimeout(look, wait);
    },
    onSettled: look,
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
      {notices.length === 0 && <p className={css.muted}>{t('test.none')}</p>}
      {notices.slice(0, SHOWN).map(({ id, kind, channel, state, at }) => (
        <p key={id} className={css.row}>
          <span className={css.rowWords}>
            {t(`kind.${kind}`)} · {t(`channel.${channel}`)}
            <br />
            <span className={css.muted}>{sayMoment(at, serverNow(), language)}</span>
          </span>
          <strong className={state === 'failed' ? css.bad : state === 'owed' ? css.late : css.good}>
            {t(channel === 'console' && state === 'owed' ? 'state.unseen' : `state.${state}`)}
          </strong>
        </p>
      ))}
    </section>
  );
}
