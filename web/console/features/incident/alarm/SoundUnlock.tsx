import { IconVolumeOff } from '@tabler/icons-react';
import { useText } from '../../../ui/use-text.ts';
import css from './AlarmBar.module.css';

/** `isCalm`: a quieter colour where nobody waits for an answer, because yellow means "do not call". */
type Props = { onUnlock: () => void; isCalm?: boolean };

/** Browsers play no sound before the first tap: until then the page shows that it is muted. */
export function SoundUnlock({ onUnlock, isCalm = false }: Props) {
  const { t } = useText();
  return (
    <button type="button" className={css.unlock} data-calm={isCalm || undefined} onClick={onUnlock}>
      <IconVolumeOff aria-hidden size={26} />
      <span>{t('alarm.soundBlocked')}</span>
      <strong>{t('alarm.tapForSound')}</strong>
    </button>
  );
}
