import { Button, TextInput } from '@mantine/core';
import { IconArrowLeft, IconFolderPlus } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import type { Me } from '#contract/access';
import { FORM_FIELDS } from '#contract/case-form-fields';
import { describeProblem } from '../../../api/describe-problem.ts';
import { goTo, linkTo } from '../../../router.ts';
import { CASE_ACTS_TEXT } from '../../../text/case-acts.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { Choices } from '../../../ui/Choices.tsx';
import { formatAgency } from '../../../ui/format-agency.ts';
import { useText } from '../../../ui/use-text.ts';
import { useAgency } from '../../jurisdiction/index.ts';
import { CASES_KEY } from '../cases-key.ts';
import { AgeAndRisk, type AgeAndRiskAnswers, readAgeAndRisk } from './AgeAndRisk.tsx';
import css from './acts.module.css';
import { openCase, useAreas, useDuplicates } from './acts-data.ts';
import cases from './cases.module.css';
import { FormFields } from './FormFields.tsx';
import { FoundCases } from './FoundCases.tsx';
import type { Values } from './form-values.ts';
import forms from './forms.module.css';

const LIST = { name: 'page', page: 'cases' } as const;
type Source = 'call-1300' | 'walk-in';
const CARE_KINDS = ['tambon-centre', 'provincial-social-office'];
const fieldsOf = (...keys: string[]) => FORM_FIELDS.registration.filter(({ key }) => keys.includes(key));
const [CODES, NAMES, CONTACT] = [fieldsOf('sex'), fieldsOf('name', 'alias', 'idNumber'), fieldsOf('safeContact')];
const NOTHING_AROUND = { goals: [], services: [] };
const NO_GAPS: ReadonlySet<string> = new Set();

/** Somebody calls 1300 or walks in: codes first, then whoever it is, with a look whether they have a case already. */
export function OpenCasePage({ me }: { me: Me }) {
  const { t, language } = useText(CASE_ACTS_TEXT);
  const { t: casesText } = useText(CASES_TEXT);
  const client = useQueryClient();
  const own = me.memberships.find(({ agencyKind }) => CARE_KINDS.includes(agencyKind))?.agency;
  const [source, setSource] = useState<Source>(own ? 'walk-in' : 'call-1300');
  const [answers, setAnswers] = useState<AgeAndRiskAnswers>({});
  const [place, setPlace] = useState<{ lat: number; lng: number } | null>(null);
  const [values, setValues] = useState<Values>({});
  const [isOther, setOther] = useState(false);
  const key = useMemo(() => crypto.randomUUID(), []);
  const contact = (values.safeContact ?? {}) as { detail?: string };
  const duplicates = useDuplicates(
    useDeferredValue({ ...textsOf(values), ...(contact.detail && { phone: contact.detail }) }),
  );
  const found = duplicates.data ?? [];
  const missing = [!answers.minor && t('open.age'), !answers.risk && t('open.risk'), !place && t('open.place')];
  const open = useMutation({
    mutationFn: async () => {
      if (!place) return;
      const made = await openCase({ source, ...readAgeAndRisk(answers), place, registration: values }, key);
      goTo({ name: 'page', page: 'cases', id: made.id });
    },
    onSettled: () => client.invalidateQueries({ queryKey: CASES_KEY }),
  });
  const fields = { kind: 'registration', values, around: NOTHING_AROUND, gaps: NO_GAPS, onChange: setValues } as const;
  const lacks = missing.flatMap((one) => one || []);
  return (
    <article className={cases.page}>
      <a className={cases.back} {...linkTo(LIST)}>
        <IconArrowLeft aria-hidden size={22} /> {casesText('back')}
      </a>
      <h2 className={cases.title}>{t('open.title')}</h2>
      <p className={cases.small}>{t('open.hint')}</p>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (lacks.length === 0 && !open.isPending && (found.length === 0 || isOther)) open.mutate();
        }}
      >
        <Choices
          label={t('open.source')}
          options={(['call-1300', 'walk-in'] as const).map((value) => ({ value, label: t(`open.from.${value}`) }))}
          chosen={[source]}
          onChange={([chosen]) => setSource(chosen === 'call-1300' || chosen === 'walk-in' ? chosen : source)}
        />
        <AgeAndRisk answers={answers} onChange={setAnswers} />
        <PlaceField own={source === 'walk-in' ? own : undefined} onChange={setPlace} />
        <FormFields {...fields} fields={CODES} />
        <fieldset className={forms.group2}>
          <legend>{t('open.person')}</legend>
          <FormFields {...fields} fields={NAMES} />
        </fieldset>
        <FormFields {...fields} fields={CONTACT} />
        {found.length > 0 && <FoundCases found={found} isOther={isOther} onOther={setOther} />}
        {open.isError && (
          <p role="alert" className={cases.problem}>
            {describeProblem(open.error, language)}
          </p>
        )}
        {lacks.length > 0 && <p className={cases.small}>{t('open.missing', { what: lacks.join(' · ') })}</p>}
        <Button
          type="submit"
          size="lg"
          fullWidth
          className={css.submit}
          leftSection={<IconFolderPlus aria-hidden size={22} />}
          disabled={lacks.length > 0 || (found.length > 0 && !isOther)}
          loading={open.isPending}
        >
          {t('open.send')}
        </Button>
      </form>
    </article>
  );
}

function textsOf({ idNumber, name, alias }: Values): { idNumber?: string; name?: string } {
  const called = [name, alias].find((one) => typeof one === 'string' && one.trim() !== '');
  return {
    ...(typeof idNumber === 'string' && { idNumber }),
    ...(typeof called === 'string' && { name: called.trim() }),
  };
}

type PlaceProps = {
  own: Me['memberships'][number]['agency'] | undefined;
  onChange: (place: { lat: number; lng: number } | null) => void;
};
type Spot = { key: string; label: ReactNode; position: { lat: number; lng: number } };

function PlaceField({ own, onChange }: PlaceProps) {
  const { t, language } = useText(CASE_ACTS_TEXT);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<Spot | null>(null);
  const asked = useDeferredValue(text.trim());
  const here = useAgency(own?.id).data;
  const areas = useAreas(asked, here?.position);
  const spots: Spot[] = (asked.length > 1 ? (areas.data ?? []) : []).map((area) => ({
    key: area.code,
    label: language === 'en' ? area.nameEn : area.nameTh,
    position: area.position,
  }));
  if (own && here)
    spots.unshift({
      key: own.id,
      label: t('open.ownPlace', { name: formatAgency(own, language) }),
      position: here.position,
    });
  const shown = chosen && !spots.some(({ key }) => key === chosen.key) ? [chosen, ...spots] : spots;
  const choose = (spot: Spot): void => {
    setChosen(spot);
    onChange(spot.position);
  };
  return (
    <fieldset className={css.place}>
      <legend>{t('open.place')}</legend>
      <TextInput
        size="lg"
        aria-label={t('open.placeHint')}
        placeholder={t('open.placeHint')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {shown.map((spot) => (
        <label key={spot.key} className={forms.tick}>
          <input type="radio" name="place" checked={spot.key === chosen?.key} onChange={() => choose(spot)} />
          {spot.label}
        </label>
      ))}
      {asked.length > 1 && areas.data?.length === 0 && <p>{t('open.noPlace')}</p>}
      <p className={cases.small}>{t(own ? 'open.staysHere' : 'open.goesTo')}</p>
    </fieldset>
  );
}
