import { FORM_CODES } from '#contract/case-forms';
import { Choices } from '../../../ui/Choices.tsx';
import { type Option, optionsOf } from '../../../ui/options.ts';
import { asRows } from './form-values.ts';
import forms from './forms.module.css';
import { useFormTexts } from './use-form-texts.ts';

type Props = { label: string; services: readonly Option[]; value: unknown; onChange: (value: unknown) => void };

/** What became of each service of the plan. */
export function ResultsField({ label, services, value, onChange }: Props) {
  const names = useFormTexts().codes.serviceResult;
  const rows = asRows(value);
  if (services.length === 0) return null;
  return (
    <fieldset className={forms.group2}>
      <legend>{label}</legend>
      {services.map((service) => {
        const row = rows.find(({ serviceId }) => serviceId === service.value);
        const others = rows.filter((one) => one !== row);
        return (
          <Choices
            key={service.value}
            label={service.label}
            options={optionsOf(FORM_CODES.serviceResult, names)}
            chosen={typeof row?.result === 'string' ? [row.result] : []}
            onChange={([result]) => onChange(result ? [...others, { serviceId: service.value, result }] : others)}
          />
        );
      })}
    </fieldset>
  );
}
