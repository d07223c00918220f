import { IconPhoneOff, IconVolumeOff } from '@tabler/icons-react';
import { useWords } from '../../../ui/use-words.ts';
import css from './notices.module.css';

/** A ring or a siren may cost a life here; nothing on the panel may be nearer to the eye. */
export function SilentBanner() {
  const { t } = useWords();
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
