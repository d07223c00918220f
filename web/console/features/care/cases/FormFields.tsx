import { Button, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Field } from '#contract/case-form-fields';
import { ownLabelOf } from '#contract/case-form-lines';
import { CASE_SECTIONS, DOMAINS, FORM_CODES, type RecordKind } from '#contract/case-forms';
import { CASES_TEXT } from '../../../text/cases.ts';
import { Choices } from '../../../ui/Choices.tsx';
import { DayField } from '../../../ui/DayField.tsx';
import { OneOf } from '../../../ui/OneOf.tsx';
import { optionsOf } from '../../../ui/options.ts';
import { useText } from '../../../ui/use-text.ts';
import { AskingField } from './AskingField.tsx';
import { BirthField } from './BirthField.tsx';
import { ChangesField } from './ChangesField.tsx';
import type { Around } from './form-around.ts';
import { asRows, asValues, type Values, withValue } from './form-values.ts';
import forms from './forms.module.css';
import { HoursField } from './HoursField.tsx';
import { MomentField } from './MomentField.tsx';
import { NamesField } from './NamesField.tsx';
import { ResultsField } from './ResultsField.tsx';
import { SentBackNote } from './SentBack.tsx';
import { useFormTexts } from './use-form-texts.ts';

type Props = {
  kind: RecordKind;
  fields: readonly Field[];
  values: Values;
  /** The path of these values in the form. */
  at?: string;
  around: Around;
  /** Paths that cannot be signed as they are. */
  gaps: ReadonlySet<string>;
  onChange: (values: Values) => void;
};

export function FormFields({ kind, fields, values, at = '', around, gaps, onChange }: Props) {
  const texts = useFormTexts();
  const set = (key: string, value: unknown): void => onChange(withValue(values, key, value));
  return fields.map((field) => {
    const path = at + field.key;
    const isGap = gaps.has(path);
    return (
      <div key={field.key} id={`field-${path}`} className={forms.field} data-gap={isGap || undefined}>
        <SentBackNote path={path} />
        <OneField
          kind={kind}
          field={field}
          path={path}
          label={ownLabelOf(texts, kind, path)}
          value={values[field.key]}
          around={around}
          gaps={gaps}
          onChange={(value) => set(field.key, value)}
        />
      </div>
    );
  });
}

type OneProps = Pick<Props, 'kind' | 'around' | 'gaps'> & {
  field: Field;
  path: string;
  label: string;
  value: unknown;
  onChange: (value: unknown) => void;
};

function OneField({ field, label, value, onChange, ...rest }: OneProps): ReactNode {
  const { t } = useText(CASES_TEXT);
  const texts = useFormTexts();
  const text = typeof value === 'string' ? value : '';
  switch (field.as) {
    case 'line':
      return (
        <TextInput
          size="lg"
          label={label}
          maxLength={200}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'text':
      return (
        <Textarea
          size="lg"
          label={label}
          autosize
          minRows={2}
          maxLength={field.key === 'text' ? 4000 : 1000}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'day':
      return <DayField label={label} value={text || undefined} onChange={onChange} />;
    case 'moment':
      return <MomentField label={label} value={text} onChange={onChange} />;
    case 'code': {
      const names = texts.codes[field.list] as Record<string, string>;
      return (
        <OneOf label={label} options={optionsOf(FORM_CODES[field.list], names)} value={text} onChange={onChange} />
      );
    }
    case 'codes':
      return (
        <Choices
          label={label}
          many
          options={optionsOf(FORM_CODES[field.list], texts.codes[field.list] as Record<string, string>)}
          chosen={Array.isArray(value) ? value : []}
          onChange={(chosen) => {
            // "None" and something else contradict each other: the later answer counts.
            const isNone = chosen.at(-1) === 'none';
            const counted = chosen.filter((one) => (one === 'none') === isNone);
            onChange(counted.length > 0 ? counted : undefined);
          }}
        />
      );
    case 'domain':
      return <OneOf label={label} options={optionsOf(DOMAINS, texts.domains)} value={text} onChange={onChange} />;
    case 'section':
      return (
        <OneOf label={label} options={optionsOf(CASE_SECTIONS, texts.sections)} value={text} onChange={onChange} />
      );
    case 'goal':
      return rest.around.goals.length > 0 ? (
        <OneOf label={label} options={rest.around.goals} value={text} onChange={onChange} />
      ) : null;
    case 'score':
      return (
        <Choices
          label={label}
          four
          options={optionsOf(['0', '1', '2', '3'], texts.scores)}
          chosen={typeof value === 'number' ? [String(value)] : []}
          onChange={([chosen]) => onChange(chosen === undefined ? undefined : Number(chosen))}
        />
      );
    case 'worry':
      return (
        <Choices
          label={label}
          tight
          options={Array.from({ length: 11 }, (_, number) => ({ value: String(number), label: String(number) }))}
          chosen={typeof value === 'number' ? [String(value)] : []}
          onChange={([chosen]) => onChange(chosen === undefined ? undefined : Number(chosen))}
        />
      );
    case 'birth':
      return <BirthField label={label} value={value} onChange={onChange} />;
    case 'hours':
      return <HoursField label={label} value={value} onChange={onChange} />;
    case 'names':
      return <NamesField label={label} value={value} onChange={onChange} />;
    case 'asking':
      return <AskingField label={label} value={value} onChange={onChange} />;
    case 'results':
      return <ResultsField label={label} services={rest.around.services} value={value} onChange={onChange} />;
    case 'changes':
      return <ChangesField label={label} value={value} onChange={onChange} />;
    case 'group':
      return (
        <fieldset className={forms.group2}>
          <legend>{label}</legend>
          <FormFields
            {...rest}
            fields={field.fields}
            at={`${rest.path}.`}
            values={asValues(value)}
            onChange={(values) => onChange(Object.keys(values).length > 0 ? values : undefined)}
          />
        </fieldset>
      );
    case 'rows': {
      const rows = asRows(value);
      const setRows = (next: Values[]): void => onChange(next.length > 0 ? next : undefined);
      return (
        <fieldset className={forms.group2}>
          <legend>{label}</legend>
          {rows.map((row, index) => (
            <div key={keyOf(row, index)} id={`field-${rest.path}.${index}`} className={forms.formRow}>
              <SentBackNote path={`${rest.path}.${index}`} />
              <FormFields
                {...rest}
                fields={field.fields}
                at={`${rest.path}.${index}.`}
                values={row}
                onChange={(values) => setRows(rows.with(index, values))}
              />
              <Button
                variant="default"
                leftSection={<IconTrash aria-hidden size={20} />}
                onClick={() => setRows(rows.toSpliced(index, 1))}
                aria-label={`${t('form.remove')}: ${label} ${index + 1}`}
              >
                {t('form.remove')}
              </Button>
            </div>
          ))}
          <Button
            variant="default"
            leftSection={<IconPlus aria-hidden size={20} />}
            onClick={() => setRows([...rows, field.named ? { id: crypto.randomUUID() } : {}])}
          >
            {t('form.add', { what: label })}
          </Button>
        </fieldset>
      );
    }
  }
}

/** Rows without an id are told apart by their place. */
const keyOf = (row: Values, index: number): string => (typeof row.id === 'string' ? row.id : `row ${index}`);
