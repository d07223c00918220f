import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import type { Field } from '#contract/case-form-fields';
import { ownLabelOf } from '#contract/case-form-lines';
import { CASE_SECTIONS, DOMAINS, FORM_CODES, type RecordKind } from '#contract/case-forms';
import { CASES_TEXT } from '../../../text/cases.ts';
import { useText } from '../../../ui/use-text.ts';
import { BirthField } from './BirthField.tsx';
import { Choices } from './Choices.tsx';
import css from './cases.module.css';
import { DayField } from './DayField.tsx';
import { HoursField } from './HoursField.tsx';
import { MomentField } from './MomentField.tsx';
import { type Option, optionsOf } from './options.ts';
import { SentBackNote } from './SentBack.tsx';
import { useFormTexts } from './use-form-texts.ts';

export type Values = Readonly<Record<string, unknown>>;
/** What other forms of the case give to choose from. */
export type Around = { goals: readonly Option[]; services: readonly Option[] };

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

const MOST_CHIPS = 8;

export function FormFields({ kind, fields, values, at = '', around, gaps, onChange }: Props) {
  const texts = useFormTexts();
  const set = (key: string, value: unknown): void => onChange(withValue(values, key, value));
  return fields.map((field) => {
    const path = at + field.key;
    const isGap = gaps.has(path);
    return (
      <div key={field.key} id={`field-${path}`} className={css.field} data-gap={isGap || undefined}>
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

/** Empty values are not stored: they are not answers. */
function withValue(values: Values, key: string, value: unknown): Values {
  const { [key]: _, ...others } = values;
  return value === undefined || value === '' ? others : { ...others, [key]: value };
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
        <fieldset className={css.group2}>
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
        <fieldset className={css.group2}>
          <legend>{label}</legend>
          {rows.map((row, index) => (
            <div key={keyOf(row, index)} id={`field-${rest.path}.${index}`} className={css.formRow}>
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
const asValues = (value: unknown): Values => (typeof value === 'object' && value !== null ? (value as Values) : {});
const asRows = (value: unknown): Values[] => (Array.isArray(value) ? (value as Values[]) : []);

type Simple<Value> = { label: string; value: Value; onChange: (value: unknown) => void };

/** Few codes are chips under the thumb; many are a list. */
function OneOf({ label, options, value, onChange }: Simple<string> & { options: readonly Option[] }) {
  if (options.length <= MOST_CHIPS)
    return (
      <Choices
        label={label}
        options={options}
        chosen={value ? [value] : []}
        onChange={([chosen]) => onChange(chosen)}
      />
    );
  return (
    <NativeSelect
      size="lg"
      label={label}
      value={value}
      data={[{ value: '', label: '–' }, ...options]}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}

/** Names with commas between them; "nobody" is an answer too. */
function NamesField({ label, value, onChange }: Simple<unknown>) {
  const { t } = useText(CASES_TEXT);
  const names = Array.isArray(value) ? (value as string[]) : null;
  return (
    <>
      <TextInput
        size="lg"
        label={label}
        description={t('form.names')}
        maxLength={300}
        value={names?.join(',') ?? ''}
        onChange={({ currentTarget: { value: typed } }) => onChange(typed === '' ? undefined : splitNames(typed))}
      />
      <Choices
        label={label}
        hideLabel
        options={[{ value: 'nobody', label: t('form.nobody') }]}
        many
        chosen={names?.length === 0 ? ['nobody'] : []}
        onChange={(chosen) => onChange(chosen.length > 0 ? [] : undefined)}
      />
    </>
  );
}

const splitNames = (typed: string): string[] =>
  typed
    .split(',')
    .slice(0, 10)
    .map((name) => name.slice(0, 100));

function AskingField({ label, value, onChange }: Simple<unknown>) {
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

function ResultsField({ label, services, value, onChange }: Simple<unknown> & { services: readonly Option[] }) {
  const names = useFormTexts().codes.serviceResult;
  const rows = asRows(value);
  if (services.length === 0) return null;
  return (
    <fieldset className={css.group2}>
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

function ChangesField({ label, value, onChange }: Simple<unknown>) {
  const texts = useFormTexts();
  const { t } = useText(CASES_TEXT);
  const id = useId();
  const changes = asValues(value);
  return (
    <details className={css.more} open={Object.keys(changes).length > 0 || undefined}>
      <summary id={id}>
        {label} <span className={css.small}>{t('form.optional')}</span>
      </summary>
      {DOMAINS.map((domain) => (
        <Choices
          key={domain}
          label={texts.domains[domain]}
          options={optionsOf(FORM_CODES.change, texts.codes.change)}
          chosen={typeof changes[domain] === 'string' ? [changes[domain]] : []}
          onChange={([chosen]) => {
            const next = withValue(changes, domain, chosen);
            onChange(Object.keys(next).length > 0 ? next : undefined);
          }}
        />
      ))}
    </details>
  );
}
