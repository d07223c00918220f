import { IconPhoneOff, IconVolumeOff } from '@tabler/icons-react';
import { useText } from '../../../ui/use-text.ts';
import css from './banners.module.css';

/** A call or a siren may cost a life here; nothing on the panel may be more prominent. */
export function SilentBanner() {
  const { t } = useText();
  return (
    <div className={css.silent} role="note">
      <span className={css.silentIcons}>
        <IconPhoneOff aria-hidden size={26} />
        <IconVolumeOff aria-hidden size={26} />
      </span>
      <p>
        <strong className={css.silentTitle}>{t('incident.doNotCall')}</strong>
        <span className={css.why}>{t('incident.doNotCallWhy')}</span>
      </p>
    </div>
  );
}
