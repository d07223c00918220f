import { UnstyledButton } from '@mantine/core';
import { changeLanguage, LANGUAGES } from '../text/language.ts';
import css from './LanguageSwitch.module.css';
import { useText } from './use-text.ts';

/** Each language in its own name, so that somebody who reads only that one finds it. */
const NAMES = { th: 'ไทย', en: 'English' } as const;

/** For pages without a menu. */
export function LanguageSwitch() {
  const { t, language } = useText();
  return (
    <fieldset className={css.languages} aria-label={t('app.language')}>
      {LANGUAGES.map((one) => (
        <UnstyledButton
          key={one}
          lang={one}
          className={css.language}
          aria-pressed={one === language}
          onClick={() => void changeLanguage(one)}
        >
          {NAMES[one]}
        </UnstyledButton>
      ))}
    </fieldset>
  );
}
