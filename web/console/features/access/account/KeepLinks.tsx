import '@mantine/core/styles/InlineInput.layer.css';
import { Checkbox } from '@mantine/core';
import '@mantine/core/styles/Checkbox.layer.css';
import { ACCOUNT_TEXT } from '../../../text/account.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './account.module.css';

type Props = { isChecked: boolean; onChange: (isChecked: boolean) => void };

/** Option to keep the LINE link and push subscriptions, which end by default because somebody else may have added them. */
export function KeepLinks({ isChecked, onChange }: Props) {
  const { t } = useText(ACCOUNT_TEXT);
  return (
    <>
      <p className={css.small}>{t(isChecked ? 'links.stay' : 'links.end')}</p>
      <Checkbox
        size="md"
        label={t('links.keep')}
        checked={isChecked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </>
  );
}
