import { Checkbox } from '@mantine/core';
import '@mantine/core/styles/Checkbox.layer.css';
import css from './account.module.css';
import { useAccountWords } from './account-words.ts';

type Props = { isKept: boolean; onChange: (isKept: boolean) => void };

/** What rings without a sign-in ends as well, because whoever was in the account may have added it; unless it stays. */
export function KeepLinks({ isKept, onChange }: Props) {
  const t = useAccountWords();
  return (
    <>
      <p className={css.small}>{t(isKept ? 'links.stay' : 'links.end')}</p>
      <Checkbox
        size="md"
        label={t('links.keep')}
        checked={isKept}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </>
  );
}
