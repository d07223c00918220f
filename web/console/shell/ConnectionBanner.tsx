import { Button } from '@mantine/core';
import { IconCloudCheck, IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { deviceNow, useClock } from '../live/clock.ts';
import type { ConnectionState } from '../live/connection.ts';
import { formatElapsed } from '../ui/format-time.ts';
import { useText } from '../ui/use-text.ts';
import css from './ConnectionBanner.module.css';

const SHOWN_AFTERWARDS_MS = 6000;

/** Says that this screen is not live and for how long; and when it is live again, with nothing missed. */
export function ConnectionBanner({
  connection,
  onReconnect,
}: {
  connection: ConnectionState;
  onReconnect: () => void;
}) {
  const { t } = useText();
  const since = connection.state === 'down' ? connection.since : null;
  const downFor = useClock(() => (since === null ? '' : formatElapsed(deviceNow() - since)));
  const isBack = connection.state === 'up' && connection.wasDown;
  const [showsBack, setShowsBack] = useState(false);
  useEffect(() => {
    setShowsBack(isBack);
    if (!isBack) return;
    const timer = setTimeout(() => setShowsBack(false), SHOWN_AFTERWARDS_MS);
    return () => clearTimeout(timer);
  }, [isBack]);
  if (connection.state === 'down') {
    return (
      <section className={css.down} aria-label={t('connection.down')}>
        <IconPlugConnectedX aria-hidden size={26} />
        <p className={css.text}>
          <strong>{t('connection.downFor', { duration: downFor })}</strong>
          <br />
          {t('connection.downHint')}
        </p>
        <p className="visually-hidden" role="alert">
          {t('connection.down')}
        </p>
        <Button className={css.again} onClick={onReconnect}>
          {t('connection.reconnectNow')}
        </Button>
      </section>
    );
  }
  if (!showsBack) return null;
  return (
    <p className={css.back} role="status">
      <IconCloudCheck aria-hidden size={24} /> {t('connection.backAgain')}
    </p>
  );
}
