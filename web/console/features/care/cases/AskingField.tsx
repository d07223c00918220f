import { CASES_TEXT } from '../../../text/cases.ts';
import { Choices } from '../../../ui/Choices.tsx';
import { useText } from '../../../ui/use-text.ts';
import { useFormTexts } from './use-form-texts.ts';

type Props = { label: string; value: unknown; onChange: (value: unknown) => void };

/** When we may ask again after the closure; "never" is an answer too. */
export function AskingField({ label, value, onChange }: Props) {
  const texts = useFormTexts().fields.closure.mayAsk;
  const { t } = useText(CASES_TEXT);
  const known = value as { after30Days: boolean; after90Days: boolean } | undefined;
  const options = [
    { value: 'after30Days', label: texts.after30Days },
    { value: 'after90Days', label: texts.after90Days },
    { value: 'never', label: t('form.neverAsk') },
  ];
  const chosen = known
    ? [
        known.after30Days && 'after30Days',
        known.after90Days && 'after90Days',
        !known.after30Days && !known.after90Days && 'never',
      ].flatMap((one) => one || [])
    : [];
  return (
    <Choices
      label={label}
      many
      options={options}
      chosen={chosen}
      onChange={(next) => {
        const isNever = next.includes('never') && !chosen.includes('never');
        const has = (one: string) => !isNever && next.includes(one);
        onChange(next.length === 0 ? undefined : { after30Days: has('after30Days'), after90Days: has('after90Days') });
      }}
    />
  );
}
