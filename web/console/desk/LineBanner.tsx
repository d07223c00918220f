import { Button } from '@mantine/core';
import { IconCloudCheck, IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { deviceNow, useClock } from '../live/clock.ts';
import type { Line } from '../live/line.ts';
import { sayElapsed } from '../ui/time-words.ts';
import { useWords } from '../ui/use-words.ts';
import css from './LineBanner.module.css';

/** Long enough to be read, then out of the way. */
const SHOWN_AFTERWARDS_MS = 6000;

/** Says in words that this screen is not live, and for how long; and that it is again, with nothing missed. */
export function LineBanner({ line, onReconnect }: { line: Line; onReconnect: () => void }) {
  const { t } = useWords();
  const since = line.state === 'down' ? line.since : null;
  const downFor = useClock(() => (since === null ? '' : sayElapsed(deviceNow() - since)));
  const isBack = line.state === 'up' && line.wasDown;
  const [showsBack, setShowsBack] = useState(false);
  useEffect(() => {
    setShowsBack(isBack);
    if (!isBack) return;
    const timer = setTimeout(() => setShowsBack(false), SHOWN_AFTERWARDS_MS);
    return () => clearTimeout(timer);
  }, [isBack]);
  if (line.state === 'down') {
    return (
      <section className={css.down} aria-label={t('line.down')}>
        <IconPlugConnectedX aria-hidden size={26} />
        <p className={css.words}>
          <strong>{t('line.downFor', { duration: downFor })}</strong>
          <br />
          {t('line.downHint')}
        </p>
        <p className="only-for-ears" role="alert">
          {t('line.down')}
        </p>
        <Button className={css.again} onClick={onReconnect}>
          {t('line.reconnectNow')}
        </Button>
      </section>
    );
  }
  if (!showsBack) return null;
  return (
    <p className={css.back} role="status">
      <IconCloudCheck aria-hidden size={24} /> {t('line.backAgain')}
    </p>
  );
}
