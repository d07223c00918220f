import { Button } from '@mantine/core';
import { IconAlertTriangle, IconVolumeOff } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTabMessages } from '../live/tab-messages.ts';
import type { AlarmTone } from '../ui/alarm-tone.ts';
import { showDesktopNotification } from '../ui/desktop-notification.ts';
import { useText } from '../ui/use-text.ts';
import css from './SessionEnded.module.css';

type Props = {
  /** The session had alarms: then this sounds like one until somebody signs in or stops it (decision 0039). */
  rings: boolean;
  tone: AlarmTone;
};

/** The session expired: this device receives no incidents any more, and maybe nobody has noticed. */
export function SessionEnded({ rings, tone }: Props) {
  const { t } = useText();
  const [isSilenced, setSilenced] = useState(false);
  const isLoud = rings && !isSilenced;
  // Every tab rings; stopping it in one stops all.
  const notifyTabs = useTabMessages<true>('ess-session-ended', () => setSilenced(true));
  useEffect(() => {
    if (!isLoud) return;
    tone.start();
    return () => tone.stop();
  }, [isLoud, tone]);
  useEffect(() => {
    if (!isLoud) return;
    const notification = { title: t('access.expiredTitle'), body: t('access.expired'), tag: 'session-ended' };
    return showDesktopNotification({ ...notification, onOpen: () => {} });
  }, [isLoud, t]);
  return (
    <div className={css.banner} role="alert">
      <IconAlertTriangle aria-hidden size={28} />
      <p>
        <strong>{t('access.expired')}</strong>
        <br />
        {t('access.expiredHint')}
      </p>
      {isLoud && (
        <Button
          size="lg"
          variant="default"
          leftSection={<IconVolumeOff aria-hidden size={22} />}
          onClick={() => {
            setSilenced(true);
            notifyTabs(true);
          }}
        >
          {t('access.expiredMute')}
        </Button>
      )}
    </div>
  );
}
