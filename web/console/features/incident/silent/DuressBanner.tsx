import { Button } from '@mantine/core';
import { IconAlertOctagon } from '@tabler/icons-react';
import { useText } from '../../../ui/use-text.ts';
import banners from '../panel/banners.module.css';

type Props = {
  /** Absent where nobody has to say it any more, or this person may not. */
  onSeen?: (() => void) | undefined;
  isSending?: boolean;
};

/** Their screen says that all is over; the officer's must not. It rings until a person says that they saw it. */
export function DuressBanner({ onSeen, isSending = false }: Props) {
  const { t } = useText();
  return (
    <div className={`${banners.banner} ${banners.forced}`} data-tone="bad" role="alert">
      <IconAlertOctagon aria-hidden size={28} />
      <div className={banners.body}>
        <strong className={banners.silentTitle}>{t('duress.title')}</strong>
        <p className={banners.why}>{t('duress.hint')}</p>
        {onSeen && (
          <Button className={banners.seen} loading={isSending} onClick={onSeen}>
            {t('duress.seen')}
          </Button>
        )}
      </div>
    </div>
  );
}
