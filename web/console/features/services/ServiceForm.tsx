import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type FormEvent, useRef, useState } from 'react';
import { FORM_CODES } from '#contract/case-forms';
import { REFERRAL_PAPERS } from '#contract/referral';
import { SERVICE_COSTS, SERVICE_STATUSES } from '#contract/services';
import { describeProblem } from '../../api/describe-problem.ts';
import { isProblem } from '../../api/request.ts';
import { closeTo, goTo } from '../../router.ts';
import { Choices } from '../../ui/Choices.tsx';
import { optionsOf } from '../../ui/options.ts';
import { useKeys } from '../../ui/use-keys.ts';
import { AgencyField } from './AgencyField.tsx';
import { HoursField } from './HoursField.tsx';
import { RulesField } from './RulesField.tsx';
import {
  type DraftField,
  type DraftProblem,
  draftOf,
  mergeNewer,
  readDraft,
  type ServiceDraft,
} from './service-draft.ts';
import css from './services.module.css';
import { readNewest, useSaveService } from './services-data.ts';
import { useServiceTexts } from './use-service-texts.ts';

type Props = {
  /** What was on the screen before anybody typed. */
  base: ServiceDraft;
  /** The service and its version; without it the service is new. */
  known?: { id: string; version: number };
  /** Providers are found below this agency. */
  within: string | undefined;
};

/** What the server refuses, at the field that it is about. */
const FIELD_OF_CODE: Record<string, DraftField> = {
  'services/exists': 'nameTh',
  'services/area-unknown': 'areas',
  'services/count-unfit': 'free',
  'services/not-yours': 'agency',
};

/** The form of a service; what is wrong stands at its field, and what somebody else saved meanwhile is told. */
export function ServiceForm({ base: given, known, within }: Props) {
  const { t, language, codes, papers } = useServiceTexts();
  const form = useRef<HTMLFormElement>(null);
  const [base, setBase] = useState(given);
  const [basedOn, setBasedOn] = useState(known?.version);
  const [draft, setDraft] = useState(given);
  const [checkedToday, setCheckedToday] = useState(false);
  const [problems, setProblems] = useState<readonly DraftProblem[]>([]);
  const [merged, setMerged] = useState<Pick<ReturnType<typeof mergeNewer>, 'theirs' | 'clashes'>>();
  const save = useSaveService(known?.id);
  const change = (changed: Partial<ServiceDraft>): void => {
    setDraft({ ...draft, ...changed });
    const touched = Object.keys(changed);
    setProblems(problems.filter(({ field }) => !touched.includes(field)));
  };
  const code = Object.keys(FIELD_OF_CODE).find((one) => isProblem(save.error, one));
  const refusedField = code && FIELD_OF_CODE[code];
  const isOvertaken = isProblem(save.error, 'services/changed-meanwhile');
  const problemAt = (field: DraftField): string | undefined => {
    if (problems.some((one) => one.field === field)) return t(`wrong.${field}`);
    return refusedField === field ? describeProblem(save.error, language) : undefined;
  };
  // What somebody has written is not thrown away by one key.
  useKeys({
    escape: () => {
      if (JSON.stringify(draft) !== JSON.stringify(base)) return;
      closeTo({ name: 'page', page: 'services', ...(known && { id: known.id }) });
    },
  });
  const showFirstProblem = (): void => {
    requestAnimationFrame(() => {
      const places = ['[aria-invalid="true"]', '[data-wrong] :is(input, select, button)', '[role="alert"] button'];
      form.current?.querySelector<HTMLElement>(places.join(', '))?.focus();
    });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const read = readDraft(draft, checkedToday);
    if ('problems' in read) {
      setProblems(read.problems);
      showFirstProblem();
      return;
    }
    setProblems([]);
    save.mutate(
      { basedOn, service: read.service },
      {
        onSuccess: (id) => goTo({ name: 'page', page: 'services', id }, { replace: true }),
        onError: showFirstProblem,
      },
    );
  };
  const takeNewer = async (): Promise<void> => {
    if (!known) return;
    const newest = await readNewest(known.id);
    const newer = draftOf(newest);
    const result = mergeNewer(base, draft, newer);
    setBase(newer);
    setBasedOn(newest.version);
    setDraft(result.draft);
    setMerged(result);
    save.reset();
  };
  const text = (field: DraftField, most: number, { rows, hint }: { rows?: number; hint?: string } = {}) => {
    const props = {
      ...{ size: 'lg' as const, label: t(`field.${field}`), description: hint, maxLength: most },
      ...{ value: String(draft[field]), error: problemAt(field) },
      onChange: (event: { currentTarget: { value: string } }) => change({ [field]: event.currentTarget.value }),
    };
    return rows ? <Textarea {...props} autosize minRows={rows} /> : <TextInput {...props} />;
  };
  const number = (field: 'places' | 'free' | 'waitDays') => (
    <TextInput
      size="lg"
      inputMode="numeric"
      maxLength={9}
      label={t(`field.${field}`)}
      value={draft[field]}
      error={problemAt(field)}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
    />
  );
  const indexesOf = (field: DraftField): number[] =>
    problems.flatMap((one) => (one.field === field && one.at !== undefined ? one.at : []));
  return (
    <form ref={form} className={css.form} noValidate onSubmit={submit}>
      {merged && (
        <p className={css.notice} role="status">
          {t('conflict.taken', {
            fields: merged.theirs.map((field) => t(`field.${field}`)).join(', ') || t('conflict.nothing'),
          })}
          {merged.clashes.length > 0 &&
            ` ${t('conflict.clash', { fields: merged.clashes.map((field) => t(`field.${field}`)).join(', ') })}`}
        </p>
      )}
      <Part title={t('part.what')}>
        <AgencyField
          label={t('field.agency')}
          within={within}
          chosen={draft.agency ? [draft.agency] : []}
          error={problemAt('agency')}
          onChange={([agency]) => change({ agency: agency ?? null })}
        />
        <NativeSelect
          size="lg"
          label={t('field.code')}
          value={draft.code}
          error={problemAt('code')}
          data={[{ value: '', label: t('form.choose') }, ...optionsOf(FORM_CODES.serviceCode, codes.serviceCode)]}
          onChange={(event) => change({ code: event.currentTarget.value })}
        />
        {text('nameTh', 150)}
        {text('nameEn', 150)}
        {text('aboutTh', 1000, { rows: 2 })}
        {text('aboutEn', 1000, { rows: 2 })}
      </Part>
      <Part title={t('part.whom')}>
        {text('eligibilityTh', 1000, { rows: 2, hint: t('form.eligibilityHint') })}
        {text('eligibilityEn', 1000, { rows: 2 })}
        <RulesField rules={draft.rules} wrong={indexesOf('rules')} onChange={(rules) => change({ rules })} />
        <Choices
          many
          label={t('field.papers')}
          options={optionsOf(REFERRAL_PAPERS, papers)}
          chosen={draft.papers}
          onChange={(chosen) => change({ papers: chosen })}
        />
        {text('papersNote', 300)}
      </Part>
      <Part title={t('part.where')}>
        <AgencyField
          many
          label={t('field.areas')}
          hint={t('form.areasHint')}
          kinds={['tambon-centre', 'provincial-social-office', 'national-desk']}
          chosen={draft.areas}
          error={problemAt('areas')}
          onChange={(areas) => change({ areas })}
        />
        <HoursField draft={draft} wrong={indexesOf('hours')} error={problemAt('hours')} onChange={change} />
        {text('hoursNote', 200)}
        {text('phone', 40)}
        {text('place', 60, { hint: t('form.placeHint') })}
      </Part>
      <Part title={t('part.places')}>
        <div className={css.three}>
          {number('places')}
          {number('free')}
          {number('waitDays')}
        </div>
        <p className={css.small}>{t('form.placesHint')}</p>
        <Choices
          label={t('field.cost')}
          options={SERVICE_COSTS.map((value) => ({ value, label: t(`cost.${value}`) }))}
          chosen={[draft.cost]}
          onChange={([cost]) => cost && change({ cost })}
        />
        {text('costNote', 200)}
        <Choices
          many
          label={t('field.languages')}
          options={optionsOf(FORM_CODES.language, codes.language)}
          chosen={draft.languages}
          onChange={(languages) => change({ languages })}
        />
      </Part>
      <Part title={t('part.law')}>
        <Choices
          label={t('field.statutory')}
          options={['no', 'yes'].map((value) => ({
            value,
            label: t(value === 'yes' ? 'statutory.yes' : 'statutory.no'),
          }))}
          chosen={[draft.statutory ? 'yes' : 'no']}
          onChange={([value]) => value && change({ statutory: value === 'yes' })}
        />
        {draft.statutory && text('statutorySource', 200, { hint: t('form.sourceHint') })}
        <Choices
          label={t('field.status')}
          options={SERVICE_STATUSES.map((value) => ({ value, label: t(`status.${value}`) }))}
          chosen={[draft.status]}
          onChange={([status]) => status && change({ status })}
        />
      </Part>
      <label className={css.tick}>
        <input
          type="checkbox"
          checked={checkedToday}
          onChange={(event) => setCheckedToday(event.currentTarget.checked)}
        />
        <span>{t('form.checkedToday')}</span>
      </label>
      {isOvertaken && (
        <div className={css.notice} role="alert">
          <IconAlertTriangle aria-hidden size={22} />
          <div>
            <p>{describeProblem(save.error, language)}</p>
            <Button className={css.tall} variant="default" onClick={() => void takeNewer()}>
              {t('conflict.take')}
            </Button>
          </div>
        </div>
      )}
      {problems.length > 0 && (
        <p role="alert" className={css.problem}>
          {t('form.problems', {
            fields: [...new Set(problems.map(({ field }) => t(`field.${field}`)))].join(', '),
          })}
        </p>
      )}
      {save.isError && !isOvertaken && !refusedField && (
        <p role="alert" className={css.problem}>
          {describeProblem(save.error, language)}
        </p>
      )}
      <Button type="submit" size="lg" fullWidth loading={save.isPending} disabled={isOvertaken}>
        {t(known ? 'form.save' : 'form.add')}
      </Button>
    </form>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className={css.part}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}
