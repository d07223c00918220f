import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { HOLD_DAYS, HOLD_REASONS, LINK_KINDS } from '#contract/case';
import type { CaseDetail } from '#contract/case-api';
import { DATA_COPY_FACTS, LEGAL_FACTS } from '#contract/case-clock';
import { CASE_RISKS, DOMAINS } from '#contract/case-forms';
import { isWritten } from '#contract/text';
import { addDays, thaiDayOf } from '#contract/thai-day';
import { serverNow } from '../../../live/clock.ts';
import { CASE_ACTS_TEXT } from '../../../text/case-acts.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { Choices } from '../../../ui/Choices.tsx';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { optionsOf } from '../../../ui/options.ts';
import { formatDay } from '../../../ui/thai-day.ts';
import { useText } from '../../../ui/use-text.ts';
import { useCasesOf } from './case-data.ts';
import forms from './forms.module.css';
import { MomentField } from './MomentField.tsx';
import { useCaseTitle } from './use-case-title.ts';
import { useFormTexts } from './use-form-texts.ts';

type FormProps<Body> = { isSending: boolean; error: unknown; onSubmit: (body: Body) => void; onCancel: () => void };

const HOLD_CHOICES = [7, 14, HOLD_DAYS] as const;

export function HoldForm({ onSubmit, ...form }: FormProps<{ reason: string; until: string }>) {
  const { t, language } = useText(CASE_ACTS_TEXT);
  const { t: casesText } = useText(CASES_TEXT);
  const [reason, setReason] = useState<string[]>([]);
  const [until, setUntil] = useState<string[]>([]);
  const today = thaiDayOf(new Date(serverNow()));
  const days = HOLD_CHOICES.map((n) => ({ n, value: addDays(today, n) }));
  return (
    <InlineForm
      {...form}
      submitLabel={t('acts.hold')}
      isReady={reason.length > 0 && until.length > 0}
      onSubmit={() => reason[0] && until[0] && onSubmit({ reason: reason[0], until: until[0] })}
    >
      <Choices
        label={casesText('reason.title')}
        options={HOLD_REASONS.map((value) => ({ value, label: t(`hold.reason.${value}`) }))}
        chosen={reason}
        onChange={setReason}
      />
      <Choices
        label={t('hold.until')}
        options={days.map(({ n, value }) => ({ value, label: t('hold.days', { n, day: formatDay(value, language) }) }))}
        chosen={until}
        onChange={setUntil}
      />
    </InlineForm>
  );
}

export function RiskForm({
  now,
  maySecond,
  onSubmit,
  ...form
}: FormProps<{ risk: string; reason: string }> & { now: CaseDetail['case']['risk']; maySecond: boolean }) {
  const { t } = useText(CASE_ACTS_TEXT);
  const { risks } = useFormTexts();
  const [risk, setRisk] = useState<string[]>([]);
  const [why, setWhy] = useState('');
  // Before anybody has asked, the risk counts as high.
  const isLower = CASE_RISKS.findIndex((one) => risk.includes(one)) > CASE_RISKS.indexOf(now ?? 'high');
  return (
    <InlineForm
      {...form}
      submitLabel={t('acts.save')}
      isReady={risk.length > 0 && risk[0] !== now && isWritten(why)}
      onSubmit={() => risk[0] && onSubmit({ risk: risk[0], reason: why.trim() })}
    >
      <Choices
        label={t('risk.level')}
        options={CASE_RISKS.map((value) => ({ value, label: risks[value] }))}
        chosen={risk}
        onChange={setRisk}
      />
      {isLower && !maySecond && <p>{t('risk.lower')}</p>}
      <TextInput
        size="lg"
        maxLength={500}
        label={t('risk.why')}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
    </InlineForm>
  );
}

export function NeedForm({ onSubmit, ...form }: FormProps<{ code: string }>) {
  const { t } = useText(CASE_ACTS_TEXT);
  const { domains } = useFormTexts();
  const [code, setCode] = useState<string[]>([]);
  return (
    <InlineForm
      {...form}
      submitLabel={t('acts.need')}
      isReady={code.length > 0}
      onSubmit={() => code[0] && onSubmit({ code: code[0] })}
    >
      <Choices label={t('need.which')} options={optionsOf(DOMAINS, domains)} chosen={code} onChange={setCode} />
    </InlineForm>
  );
}

type DataCopyFact = (typeof DATA_COPY_FACTS)[number];
const HAPPENED = LEGAL_FACTS.filter(
  (fact): fact is Exclude<(typeof LEGAL_FACTS)[number], DataCopyFact> =>
    !DATA_COPY_FACTS.includes(fact as DataCopyFact),
);

/** What the law counts from, at the hour when it happened. */
export function LegalFactForm({ onSubmit, ...form }: FormProps<{ fact: string; happenedAt: string }>) {
  const { t } = useText(CASE_ACTS_TEXT);
  const [fact, setFact] = useState<string[]>([]);
  const [at, setAt] = useState('');
  return (
    <InlineForm
      {...form}
      why={t('legal.hint')}
      submitLabel={t('acts.save')}
      isReady={fact.length > 0 && at !== ''}
      onSubmit={() => fact[0] && onSubmit({ fact: fact[0], happenedAt: at })}
    >
      <Choices
        label={t('legal.what')}
        options={HAPPENED.map((value) => ({ value, label: t(`legal.fact.${value}`) }))}
        chosen={fact}
        onChange={setFact}
      />
      <MomentField label={t('legal.when')} value={at} onChange={(moment) => setAt(moment ?? '')} />
    </InlineForm>
  );
}

const MOST_FOUND = 6;

export function LinkForm({
  detail,
  onSubmit,
  ...form
}: FormProps<{ caseId: string; kind: string }> & { detail: CaseDetail }) {
  const { t } = useText(CASE_ACTS_TEXT);
  const { t: casesText } = useText(CASES_TEXT);
  const titleOf = useCaseTitle();
  const list = useCasesOf('open');
  const [text, setText] = useState('');
  const [caseId, setCaseId] = useState<string | null>(null);
  const [kind, setKind] = useState<string[]>([]);
  const known = [detail.case.id, ...detail.links.map(({ case: linked }) => linked.id)];
  const asked = text.trim().toLowerCase();
  const found = (list.data?.cases ?? [])
    .filter(({ id }) => !known.includes(id))
    .filter((one) => asked.length > 1 && `${one.code} ${titleOf(one)}`.toLowerCase().includes(asked))
    .slice(0, MOST_FOUND);
  return (
    <InlineForm
      {...form}
      submitLabel={t('acts.link')}
      isReady={caseId !== null && kind.length > 0}
      onSubmit={() => caseId && kind[0] && onSubmit({ caseId, kind: kind[0] })}
    >
      <TextInput
        size="lg"
        label={t('link.which')}
        placeholder={t('link.hint')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {asked.length > 1 && list.data && found.length === 0 && <p>{t('link.none')}</p>}
      <fieldset className={forms.agencies}>
        <legend className="visually-hidden">{t('link.which')}</legend>
        {found.map((one) => (
          <label key={one.id} className={forms.tick}>
            <input type="radio" name="linked" checked={one.id === caseId} onChange={() => setCaseId(one.id)} />
            {titleOf(one)} · {one.code} · {casesText(`status.${one.status}`)}
          </label>
        ))}
      </fieldset>
      <Choices
        label={t('link.how')}
        options={LINK_KINDS.map((value) => ({ value, label: casesText(`link.${value}`) }))}
        chosen={kind}
        onChange={setKind}
      />
    </InlineForm>
  );
}
