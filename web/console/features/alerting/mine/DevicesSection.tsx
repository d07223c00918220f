import { Button } from '@mantine/core';
import { IconCircleCheck, IconDeviceMobile } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { MyChannels } from '#contract/alerting';
import { describeProblem } from '../../../api/describe-problem.ts';
import { serverNow } from '../../../live/clock.ts';
import { CHANNELS_TEXT } from '../../../text/channels.ts';
import { formatMoment } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import css from '../alerting.module.css';
import { forgetBrowser } from '../channels.ts';
import { CHANNELS_KEY } from '../mark-seen.ts';
import { findOwnFingerprint, pushPermission, subscribeThisBrowser } from '../service-worker.ts';

type Props = { mine: MyChannels; language: 'th' | 'en' };

/** Devices that ring with every page closed. Asks for the browser's permission only when the button is pressed. */
export function DevicesSection({ mine: { browsers, vapidPublicKey }, language }: Props) {
  const { t } = useText(CHANNELS_TEXT);
  const client = useQueryClient();
  const [permission, setPermission] = useState(pushPermission());
  const own = useQuery({
    queryKey: [...CHANNELS_KEY, 'own-browser'],
    queryFn: async () => (await findOwnFingerprint()) ?? null,
  });
  const refresh = () => client.invalidateQueries({ queryKey: CHANNELS_KEY });
  const subscribe = useMutation({
    mutationFn: () => subscribeThisBrowser(vapidPublicKey ?? '', language),
    onSettled: () => {
      setPermission(pushPermission());
      return refresh();
    },
  });
  const forget = useMutation({ mutationFn: forgetBrowser, onSettled: refresh });
  const isThisBrowserSubscribed = browsers.some(({ fingerprint }) => fingerprint === own.data);
  const error = subscribe.error ?? forget.error;
  return (
    <section className={css.section} aria-label={t('push.title')}>
      <h3 className={css.subtitle}>
        <IconDeviceMobile aria-hidden size={22} /> {t('push.title')}
      </h3>
      <p className={css.muted}>{t('push.what')}</p>
      {vapidPublicKey === null && <p className={css.late}>{t('push.notSetUp')}</p>}
      {permission === 'unsupported' && <p className={css.late}>{t('push.unsupported')}</p>}
      {permission === 'denied' && <p className={css.late}>{t('push.denied')}</p>}
      {isThisBrowserSubscribed && (
        <p className={css.good}>
          <IconCircleCheck aria-hidden size={20} /> {t('push.hereOn')}
        </p>
      )}
      {!isThisBrowserSubscribed &&
        vapidPublicKey !== null &&
        permission !== 'unsupported' &&
        permission !== 'denied' && (
          <div className={css.buttons}>
            <Button className={css.tall} loading={subscribe.isPending} onClick={() => subscribe.mutate()}>
              {t('push.here')}
            </Button>
          </div>
        )}
      {error && (
        <p className={css.bad} role="alert">
          {describeProblem(error, language)}
        </p>
      )}
      {browsers.length === 0 && <p className={css.late}>{t('push.none')}</p>}
      {browsers.map(({ id, label, lastSentAt, failure, fingerprint }) => (
        <div key={id} className={css.row}>
          <p className={css.rowText}>
            <strong>{label}</strong>
            {fingerprint === own.data && <span className={css.good}> · {t('push.thisOne')}</span>}
            <br />
            <span className={failure ? css.late : css.muted}>
              {failure
                ? t('push.failed')
                : lastSentAt
                  ? t('push.lastTaken', { time: formatMoment(lastSentAt, serverNow(), language) })
                  : t('push.never')}
            </span>
          </p>
          <Button variant="default" className={css.tall} onClick={() => forget.mutate(id)}>
            {t('push.forget')}
          </Button>
        </div>
      ))}
    </section>
  );
}
