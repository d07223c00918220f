import '@mantine/core/styles/InlineInput.layer.css';
import '@mantine/core/styles/Checkbox.layer.css';
import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { IconCurrentLocation, IconPlus, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useDeferredValue, useState } from 'react';
import type { HelpForm, HelpSection } from '#contract/help-form';
import { HARDSHIP_GROUPS, HELP_FIELDS, type HelpField, helpValueAt } from '#contract/help-form-fields';
import { HELP_FORM_TEXTS, labelHardship, labelHelpCode } from '#contract/help-form-texts';
import { HELP_TEXT } from '../../text/help.ts';
import { useText } from '../../ui/use-text.ts';
import css from './help.module.css';
import { useHelpAreas, useHelpRules } from './help-data.ts';
import { OneOf } from './OneOf.tsx';

type Around = { form: HelpForm; set: (path: string, value: unknown) => void; gaps: ReadonlySet<string> };
type Props = Around & { section: HelpSection; only?: ReadonlySet<string> };

/** The fields of one section; `only`: those that were sent back. */
export function HelpFields({ section, only, ...around }: Props) {
  const { language } = useText();
  const labels: Readonly<Record<string, string>> = HELP_FORM_TEXTS[language].fields[section];
  const fields: readonly HelpField[] = HELP_FIELDS[section];
  return fields
    .filter(({ key }) => only === undefined || only.has(key))
    .map((field) => (
      <OneField
        key={field.key}
        {...around}
        field={field}
        path={`${section}.${field.key}`}
        label={labels[field.key] ?? ''}
        labels={labels}
      />
    ));
}

type FieldProps = Around & { field: HelpField; path: string; label: string; labels: Readonly<Record<string, string>> };

function OneField({ field, ...at }: FieldProps) {
  const { t, language } = useText(HELP_TEXT);
  const texts = HELP_FORM_TEXTS[language];
  const { form, path, label, set, gaps } = at;
  const value = helpValueAt(form, path);
  const hasGap = gaps.has(path) || (field.as === 'place' && gaps.has('place.lat'));
  const note = hasGap ? t('needed') : undefined;
  const name =
    note === undefined ? (
      label
    ) : (
      <>
        {label} <span className={css.note}>{note}</span>
      </>
    );
  const text = typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
  const list = Array.isArray(value) ? value.map(String) : [];
  const toggle = (code: string, isChosen: boolean) =>
    set(path, isChosen ? [...list, code] : list.filter((one) => one !== code));
  switch (field.as) {
    case 'line':
    case 'phone':
    case 'id-number':
      return (
        <TextInput
          size="md"
          label={name}
          value={text}
          autoComplete="off"
          inputMode={field.as === 'line' ? 'text' : field.as === 'phone' ? 'tel' : 'numeric'}
          onChange={({ currentTarget }) => set(path, currentTarget.value === '' ? undefined : currentTarget.value)}
        />
      );
    case 'text':
      return (
        <Textarea
          size="md"
          label={name}
          value={text}
          autosize
          minRows={2}
          onChange={({ currentTarget }) => set(path, currentTarget.value === '' ? undefined : currentTarget.value)}
        />
      );
    case 'baht':
    case 'count':
      return (
        <TextInput
          size="md"
          className={css.short}
          label={name}
          value={text}
          inputMode="numeric"
          autoComplete="off"
          onChange={({ currentTarget }) => set(path, readNumber(currentTarget.value))}
        />
      );
    case 'names':
      return <NamesField name={name} value={list} onChange={(names) => set(path, names)} />;
    case 'birth':
      return <BirthField label={label} note={note} value={value} onChange={(birth) => set(path, birth)} />;
    case 'code':
    case 'codes': {
      const codes: Readonly<Record<string, string>> = texts.codes[field.list];
      const options = Object.keys(codes).map((code) => ({
        value: code,
        label: labelHelpCode(texts, field.list, code),
      }));
      const chosen = field.as === 'codes' ? list : text;
      return (
        <OneOf
          label={label}
          note={note}
          options={options}
          chosen={chosen}
          onChange={field.as === 'codes' ? toggle : (code) => set(path, code)}
        />
      );
    }
    case 'yes-no':
      return (
        <OneOf
          label={label}
          options={[
            { value: 'true', label: t('yes') },
            { value: 'false', label: t('no') },
          ]}
          chosen={value === undefined ? undefined : String(value)}
          onChange={(answer) => set(path, answer === 'true')}
        />
      );
    case 'tick':
      return (
        <Checkbox
          size="md"
          label={name}
          checked={value === true}
          onChange={({ currentTarget }) => set(path, currentTarget.checked)}
        />
      );
    case 'hardships':
      return (
        <>
          {HARDSHIP_GROUPS.map(({ dimension, codes }) => (
            <OneOf
              key={dimension}
              label={texts.dimensions[dimension]}
              note={dimension === 'income' ? note : undefined}
              options={codes.map((code) => ({ value: code, label: labelHardship(texts, code) }))}
              chosen={list}
              onChange={toggle}
            />
          ))}
        </>
      );
    case 'benefit':
      return <BenefitField label={label} note={note} value={text} onChange={(code) => set(path, code)} />;
    case 'place':
      return <PlaceField label={label} note={note} form={form} set={set} />;
    case 'rows':
      return <RowsField {...at} field={field} />;
  }
}

function readNumber(typed: string): number | string | undefined {
  const digits = typed.trim().replaceAll(',', '');
  if (digits === '') return undefined;
  return /^\d+(\.\d+)?$/.test(digits) ? Number(digits) : typed;
}

/** As typed, until it is left: a comma that was just typed must not vanish. */
function NamesField({
  name,
  value,
  onChange,
}: {
  name: ReactNode;
  value: string[];
  onChange: (names: string[] | undefined) => void;
}) {
  const { t } = useText(HELP_TEXT);
  const [typed, setTyped] = useState(value.join(', '));
  const change = (text: string): void => {
    setTyped(text);
    const names = text
      .split(/[,\n]/)
      .map((one) => one.trim())
      .filter((one) => one !== '');
    onChange(names.length > 0 ? names : undefined);
  };
  return (
    <TextInput
      size="md"
      label={name}
      description={t('namesHint')}
      value={typed}
      onChange={({ currentTarget }) => change(currentTarget.value)}
    />
  );
}

const BUDDHIST = 543;
const two = (number: number): string => String(number).padStart(2, '0');

function BirthField({
  label,
  note,
  value,
  onChange,
}: {
  label: string;
  note: string | undefined;
  value: unknown;
  onChange: (birth: object | undefined) => void;
}) {
  const { t, language } = useText(HELP_TEXT);
  const known = value as { kind?: string; date?: string; year?: number } | undefined;
  const [y = '', m = '', d = ''] = known?.date?.split('-') ?? [];
  const [day, setDay] = useState(d);
  const [month, setMonth] = useState(m);
  const [year, setYear] = useState(known?.kind === 'estimated' ? String(known.year) : y);
  const change = (now: { day?: string; month?: string; year?: string }): void => {
    const next = { day, month, year, ...now };
    setDay(next.day);
    setMonth(next.month);
    setYear(next.year);
    const isExact = next.day !== '' && next.month !== '';
    const exact = { kind: 'exact', date: `${next.year}-${next.month}-${next.day}` };
    const birth = isExact ? exact : { kind: 'estimated', year: Number(next.year) };
    onChange(next.year === '' ? undefined : birth);
  };
  const months = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
  const thisYear = new Date().getFullYear();
  const shown = (one: number) => String(language === 'th' ? one + BUDDHIST : one);
  return (
    <fieldset className={css.plain}>
      <legend>
        {label} {note !== undefined && <span className={css.note}>{note}</span>}
      </legend>
      <p className={css.small}>{t('birth.unsure')}</p>
      <div className={css.birth}>
        <NativeSelect
          size="md"
          aria-label={t('birth.day')}
          value={day}
          data={[
            { value: '', label: t('birth.day') },
            ...Array.from({ length: 31 }, (_, at) => ({ value: two(at + 1), label: String(at + 1) })),
          ]}
          onChange={({ currentTarget }) => change({ day: currentTarget.value })}
        />
        <NativeSelect
          size="md"
          aria-label={t('birth.month')}
          value={month}
          data={[
            { value: '', label: t('birth.month') },
            ...Array.from({ length: 12 }, (_, at) => ({
              value: two(at + 1),
              label: months.format(Date.UTC(2000, at, 1)),
            })),
          ]}
          onChange={({ currentTarget }) => change({ month: currentTarget.value })}
        />
        <NativeSelect
          size="md"
          aria-label={t('birth.year')}
          value={year}
          data={[
            { value: '', label: t('birth.year') },
            ...Array.from({ length: 120 }, (_, ago) => ({
              value: String(thisYear - ago),
              label: shown(thisYear - ago),
            })),
          ]}
          onChange={({ currentTarget }) => change({ year: currentTarget.value })}
        />
      </div>
    </fieldset>
  );
}

function BenefitField({
  label,
  note,
  value,
  onChange,
}: {
  label: string;
  note: string | undefined;
  value: string;
  onChange: (code: string) => void;
}) {
  const { language } = useText();
  const rules = useHelpRules();
  const options = (rules.data?.benefits ?? [])
    .filter(({ isActive }) => isActive)
    .map(({ code, th, en }) => ({ value: code, label: language === 'en' ? en : th }));
  return <OneOf label={label} note={note} options={options} chosen={value} onChange={onChange} />;
}

/** Rows have no id of their own: the place in the list is what a row is. */
const keyOfRow = (at: number): string => `row ${at}`;

/** Where the home is: the device's position while one stands there, or a subdistrict by its name. */
function PlaceField({
  label,
  note,
  form,
  set,
}: { label: string; note: string | undefined } & Pick<Around, 'form' | 'set'>) {
  const { t, language } = useText(HELP_TEXT);
  const [typed, setTyped] = useState('');
  const [said, setSaid] = useState(form.place?.lat === undefined ? '' : t('place.set'));
  const areas = useHelpAreas(useDeferredValue(typed.trim()));
  const here = (): void => {
    setSaid(t('place.finding'));
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) => {
        set('place.lat', latitude);
        set('place.lng', longitude);
        set('place.source', 'gps');
        set('place.accuracyMetres', Math.round(accuracy));
        setSaid(t('place.found', { metres: Math.round(accuracy) }));
      },
      () => setSaid(t('place.refused')),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
    );
  };
  return (
    <fieldset className={css.plain}>
      <legend>
        {label} {note !== undefined && <span className={css.note}>{note}</span>}
      </legend>
      <Button variant="default" size="md" leftSection={<IconCurrentLocation aria-hidden size={22} />} onClick={here}>
        {t('place.here')}
      </Button>
      <p role="status" className={css.small}>
        {said}
      </p>
      <TextInput
        size="md"
        label={t('place.search')}
        value={typed}
        autoComplete="off"
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      {typed.trim().length > 1 && (
        <OneOf
          label={areas.data?.length === 0 ? t('place.none') : t('place.choose')}
          options={(areas.data ?? []).map((area) => ({
            value: area.code,
            label: language === 'en' ? area.nameEn : area.nameTh,
          }))}
          chosen={undefined}
          onChange={(code) => {
            const area = areas.data?.find((one) => one.code === code);
            if (!area) return;
            set('place.lat', area.position.lat);
            set('place.lng', area.position.lng);
            set('place.source', 'subdistrict');
            set('place.accuracyMetres', null);
            setTyped('');
            setSaid(t('place.chosen', { name: language === 'en' ? area.nameEn : area.nameTh }));
          }}
        />
      )}
    </fieldset>
  );
}

function RowsField({
  field,
  path,
  form,
  set,
  gaps,
  labels,
}: Omit<FieldProps, 'field'> & { field: Extract<HelpField, { as: 'rows' }> }) {
  const { t } = useText(HELP_TEXT);
  const value = helpValueAt(form, path);
  const rows: unknown[] = Array.isArray(value) ? value : [];
  const kind = field.key === 'members' ? 'members' : 'had';
  return (
    <div className={css.rowsField}>
      {rows.map((_, at) => (
        <fieldset key={keyOfRow(at)} className={css.member}>
          <legend>{t(`rows.at.${kind}`, { at: at + 1 })}</legend>
          {field.fields.map((inner) => (
            <OneField
              key={inner.key}
              {...{ form, set, gaps, labels }}
              field={inner}
              path={`${path}.${at}.${inner.key}`}
              label={labels[inner.key] ?? inner.key}
            />
          ))}
          <Button
            variant="subtle"
            leftSection={<IconTrash aria-hidden size={20} />}
            onClick={() =>
              set(
                path,
                rows.filter((_, other) => other !== at),
              )
            }
          >
            {t('rows.remove')}
          </Button>
        </fieldset>
      ))}
      <Button
        variant="default"
        size="md"
        leftSection={<IconPlus aria-hidden size={22} />}
        onClick={() => set(path, [...rows, {}])}
      >
        {t(`rows.add.${kind}`)}
      </Button>
    </div>
  );
}
