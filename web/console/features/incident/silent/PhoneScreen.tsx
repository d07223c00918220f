import { IconDeviceMobile, IconVolume, IconVolumeOff } from '@tabler/icons-react';
import type { ReporterScreen } from '#contract/silent-help';
import { useText } from '../../../ui/use-text.ts';
import css from './ReadyQuestions.module.css';

/** A preview of the reporter's phone: locked, and with the chat open. */
export function PhoneScreen({ screen }: { screen: ReporterScreen }) {
  const { t } = useText();
  return (
    <div className={css.phone}>
      <p className={css.locked} data-shows={screen.lockScreen.length > 0}>
        <LockScreenText screen={screen} />
      </p>
      <p className={css.label}>{t('screen.chat')}</p>
      {screen.chat.map((line) => (
        <p key={line} className={css.message}>
          {line}
        </p>
      ))}
    </div>
  );
}

/** One line: what appears on the locked phone, and whether it makes a sound. */
export function LockScreenText({ screen }: { screen: ReporterScreen }) {
  const { t } = useText();
  const SoundIcon = screen.sound ? IconVolume : IconVolumeOff;
  return (
    <>
      <IconDeviceMobile aria-hidden size={20} />
      <span>
        {t('screen.locked')}:{' '}
        <strong>{screen.lockScreen.length === 0 ? t('screen.nothing') : screen.lockScreen.join(' · ')}</strong>
      </span>
      <SoundIcon aria-hidden size={20} />
      <span>{t(screen.sound ? 'screen.sound' : 'screen.noSound')}</span>
    </>
  );
}
