import { IconVolumeOff } from '@tabler/icons-react';
import { useWords } from '../../../ui/use-words.ts';
import css from './AlarmBar.module.css';

/** Browsers play no sound before a tap: until then the page says that it is mute. */
export function SoundUnlock({ onUnlock }: { onUnlock: () => void }) {
  const { t } = useWords();
  return (
    <button type="button" className={css.unlock} onClick={onUnlock}>
      <IconVolumeOff aria-hidden size={26} />
      <span>{t('alarm.soundBlocked')}</span>
      <strong>{t('alarm.tapForSound')}</strong>
    </button>
  );
}
