import { TextInput } from '@mantine/core';
import { useDeferredValue, useState } from 'react';
import { PROFESSIONS } from '#contract/case';
import { CASE_SECTIONS } from '#contract/case-forms';
import { addDays, thaiDayOf } from '#contract/thai-day';
import { serverNow } from '../../../live/clock.ts';
import { CASE_ACTS_TEXT } from '../../../text/case-acts.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { Choices } from '../../../ui/Choices.tsx';
import { formatAgency } from '../../../ui/format-agency.ts';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { optionsOf } from '../../../ui/options.ts';
import { formatDay } from '../../../ui/thai-day.ts';
import { useText } from '../../../ui/use-text.ts';
import { usePartners } from './acts-data.ts';
import css from './cases.module.css';
import forms from './forms.module.css';
import { useFormTexts } from './use-form-texts.ts';

type Invitation = { personId: string; profession: string; sections: string[]; until: string };
type Props = { isSending: boolean; error: unknown; onSubmit: (invitation: Invitation) => void; onCancel: () => void };

/** A consultation, a month, a quarter. */
const DAYS = [7, 30, 90] as const;

/** Somebody of another profession, for the sections chosen and no others, until a day. */
export function InviteForm({ onSubmit, ...form }: Props) {
  const { t, language } = useText(CASE_ACTS_TEXT);
  const { t: casesText } = useText(CASES_TEXT);
  const texts = useFormTexts();
  const [text, setText] = useState('');
  const [personId, setPersonId] = useState<string | null>(null);
  const [profession, setProfession] = useState<string[]>([]);
  const [sections, setSections] = useState<string[]>([]);
  const [until, setUntil] = useState<string[]>([]);
  const found = usePartners(useDeferredValue(text.trim()));
  const today = thaiDayOf(new Date(serverNow()));
  const [as, day] = [profession[0], until[0]];
  return (
    <InlineForm
      {...form}
      why={t('team.hint')}
      submitLabel={t('team.send')}
      error={form.error ?? found.error}
      isReady={personId !== null && as !== undefined && sections.length > 0 && day !== undefined}
      onSubmit={() => personId && as && day && onSubmit({ personId, profession: as, sections, until: day })}
    >
      <TextInput
        size="lg"
        autoFocus
        label={t('team.who')}
        placeholder={t('team.whoHint')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {text.trim().length > 1 && found.data?.length === 0 && <p>{t('team.nobody')}</p>}
      <fieldset className={forms.agencies}>
        <legend className="visually-hidden">{t('team.who')}</legend>
        {found.data?.map(({ person, agencies }) => (
          <label key={person.id} className={forms.tick}>
            <input
              type="radio"
              name="partner"
              checked={person.id === personId}
              onChange={() => setPersonId(person.id)}
            />
            <span>
              {person.name}{' '}
              <span className={css.small}>{agencies.map((agency) => formatAgency(agency, language)).join(', ')}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <Choices
        label={t('team.as')}
        options={PROFESSIONS.map((value) => ({ value, label: casesText(`profession.${value}`) }))}
        chosen={profession}
        onChange={setProfession}
      />
      <Choices
        label={t('team.sections')}
        many
        options={optionsOf(CASE_SECTIONS, texts.sections)}
        chosen={sections}
        onChange={setSections}
      />
      <Choices
        label={t('team.until')}
        options={DAYS.map((n) => {
          const value = addDays(today, n);
          return { value, label: t('hold.days', { n, day: formatDay(value, language) }) };
        })}
        chosen={until}
        onChange={setUntil}
      />
    </InlineForm>
  );
}
