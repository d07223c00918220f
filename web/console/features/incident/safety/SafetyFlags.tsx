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

/** What is known at a glance; each an icon and a word. */
export function SafetyFlags({ flags }: { flags: Flags }) {
  const { t } = useText();
  const shown = [
    { icon: IconSword, words: flags.weapon && t(`safety.weapon.${flags.weapon}`), isGrave: true },
    { icon: IconShieldExclamation, words: flags.officerAttacked && t('safety.kind.officer-attacked'), isGrave: true },
    { icon: IconBandage, words: flags.hurt && t('safety.hurt'), isGrave: true },
    { icon: IconBabyCarriage, words: flags.children && t('safety.kind.children'), isGrave: false },
    { icon: IconBrain, words: flags.mentalHealth && t('safety.kind.mental-health'), isGrave: false },
    { icon: IconDog, words: flags.dog && t('safety.kind.dog'), isGrave: false },
  ].filter(({ words }) => words);
  if (shown.length === 0) return null;
  return (
    <ul className={css.flags}>
      {shown.map(({ icon: Icon, words, isGrave }) => (
        <li key={String(words)} className={css.flag} data-grave={isGrave}>
          <Icon aria-hidden size={22} /> {words}
        </li>
      ))}
    </ul>
  );
}
