import {
  IconBabyCarriage,
  IconBandage,
  IconBrain,
  IconDog,
  IconShieldExclamation,
  IconSword,
} from '@tabler/icons-react';
import type { SafetyFlags as Flags } from '#contract/safety';
import { useText } from '../../../ui/use-text.ts';
import css from './SafetyCard.module.css';

/** The most important facts at a glance; each an icon and a word. */
export function SafetyFlags({ flags }: { flags: Flags }) {
  const { t } = useText();
  const shown = [
    { icon: IconSword, text: flags.weapon && t(`safety.weapon.${flags.weapon}`), isGrave: true },
    { icon: IconShieldExclamation, text: flags.officerAttacked && t('safety.kind.officer-attacked'), isGrave: true },
    { icon: IconBandage, text: flags.hurt && t('safety.hurt'), isGrave: true },
    { icon: IconBabyCarriage, text: flags.children && t('safety.kind.children'), isGrave: false },
    { icon: IconBrain, text: flags.mentalHealth && t('safety.kind.mental-health'), isGrave: false },
    { icon: IconDog, text: flags.dog && t('safety.kind.dog'), isGrave: false },
  ].filter(({ text }) => text);
  if (shown.length === 0) return null;
  return (
    <ul className={css.flags}>
      {shown.map(({ icon: Icon, text, isGrave }) => (
        <li key={String(text)} className={css.flag} data-grave={isGrave}>
          <Icon aria-hidden size={22} /> {text}
        </li>
      ))}
    </ul>
  );
}
