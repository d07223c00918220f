import { IconLock } from '@tabler/icons-react';
import { useText } from '../../../ui/use-text.ts';
import banners from '../panel/banners.module.css';

/** Explains what a masked incident shows and what not: a gap must not be taken for "nothing happened". */
export function MaskedBanner() {
  const { t } = useText();
  return (
    <div className={banners.banner} data-tone="plain">
      <IconLock aria-hidden size={24} />
      <div className={banners.body}>
        <strong>{t('guest.panelTitle')}</strong>
        <p>{t('guest.panelHint')}</p>
      </div>
    </div>
  );
}
