import { Button } from '@mantine/core';
import { IconAlertOctagon } from '@tabler/icons-react';
import { useText } from '../../../ui/use-text.ts';
import banners from '../panel/banners.module.css';

type Props = {
  /** Absent if it is already confirmed, or this person may not confirm it. */
  onSeen?: (() => void) | undefined;
  isSending?: boolean;
};

/**
 * The reporter's screen shows that all is over; the officer's must not. It rings until a person confirms having seen
 * it.
 */
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
