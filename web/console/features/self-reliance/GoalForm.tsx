import { TextInput } from '@mantine/core';
import { useState } from 'react';
import {
  codesOf,
  DIMENSIONS,
  type Dimension,
  INDICATORS,
  type IndicatorName,
  indicatorsOf,
  requiredLevel,
} from '#contract/family-indicators';
import { FAMILY_TEXTS } from '#contract/family-texts';
import { RESPONSIBLE } from '#contract/self-reliance';
import { isWritten } from '#contract/text';
import { addDays, thaiDayOf } from '#contract/thai-day';
import { addThaiMonths } from '#contract/thai-workday';
import { serverNow } from '../../live/clock.ts';
import { FAMILIES_TEXT } from '../../text/families.ts';
import { Choices } from '../../ui/Choices.tsx';
import { InlineForm } from '../../ui/InlineForm.tsx';
import { optionsOf } from '../../ui/options.ts';
import { formatDay } from '../../ui/thai-day.ts';
import { useText } from '../../ui/use-text.ts';
import css from './families.module.css';
import { useFamilyStep } from './family-data.ts';

const MONTHS = [1, 3, 6, 12];

/** A goal: what about, what will be done, who does it, until when; codes before words. */
export function GoalForm({ caseId, onDone }: { caseId: string; onDone: () => void }) {
  const { t, language } = useText(FAMILIES_TEXT);
  const texts = FAMILY_TEXTS[language];
  const [dimension, setDimension] = useState<Dimension | undefined>();
  const [indicator, setIndicator] = useState<IndicatorName | undefined>();
  const [what, setWhat] = useState('');
  const [responsible, setResponsible] = useState<string | undefined>();
  const [who, setWho] = useState('');
  const [dueOn, setDueOn] = useState<string | undefined>();
  const send = useFamilyStep(caseId, onDone);
  const now = new Date(serverNow());
  const days = MONTHS.map((months) => addDays(thaiDayOf(addThaiMonths(now, months)), -1));
  const needsName = responsible === 'provider';
  const isReady = Boolean(dimension && isWritten(what) && responsible && dueOn && (!needsName || isWritten(who)));
  const target = indicator && bestLevel(indicator);
  const body = {
    ...{ dimension, what: what.trim(), responsible, dueOn },
    ...(indicator && { indicator, targetLevel: target }),
    ...(isWritten(who) && { who: who.trim() }),
  };
  return (
    <InlineForm
      submitLabel={t('act.addGoal')}
      isReady={isReady}
      isSending={send.isPending}
      error={send.error}
      onSubmit={() => send.mutate({ path: 'goals', body })}
      onCancel={onDone}
    >
      <Choices
        label={t('goals.dimension')}
        options={optionsOf(DIMENSIONS, texts.dimensions)}
        chosen={dimension ? [dimension] : []}
        onChange={([chosen]) => {
          setDimension(DIMENSIONS.find((one) => one === chosen));
          setIndicator(undefined);
        }}
      />
      {dimension && (
        <Choices
          label={t('goals.indicator')}
          options={optionsOf(indicatorsOf(dimension), texts.indicators)}
          chosen={indicator ? [indicator] : []}
          onChange={([chosen]) => setIndicator(indicatorsOf(dimension).find((one) => one === chosen))}
        />
      )}
      <TextInput
        size="lg"
        label={t('goals.what')}
        maxLength={200}
        value={what}
        onChange={(event) => setWhat(event.currentTarget.value)}
      />
      <Choices
        label={t('goals.responsible')}
        options={optionsOf(RESPONSIBLE, texts.responsible)}
        chosen={responsible ? [responsible] : []}
        onChange={([chosen]) => setResponsible(chosen)}
      />
      {(needsName || responsible === 'person') && (
        <TextInput
          size="lg"
          label={t('goals.who')}
          maxLength={100}
          value={who}
          onChange={(event) => setWho(event.currentTarget.value)}
        />
      )}
      <Choices
        label={t('goals.due')}
        options={days.map((day) => ({ value: day, label: formatDay(day, language) }))}
        chosen={dueOn ? [dueOn] : []}
        onChange={([chosen]) => setDueOn(chosen)}
      />
      {indicator && target !== undefined && (
        <p className={css.small}>
          {t('goals.target', { code: targetText(texts.codes[indicator], indicator, target) })}
        </p>
      )}
    </InlineForm>
  );
}

/** What a goal aims at where nothing else is said: what is required, else the best. */
function bestLevel(name: IndicatorName): number {
  return requiredLevel(name) ?? 3;
}

/** The code with which a level is reached first. */
export function targetText(codes: Readonly<Record<string, string>>, name: IndicatorName, level: number): string {
  const levels: Readonly<Record<string, number | null>> = INDICATORS[name].levels;
  const code = codesOf(name).find((one) => (levels[one] ?? -1) >= level);
  return (code && codes[code]) ?? '';
}
