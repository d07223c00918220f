import { Button, Textarea, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconArrowLeft, IconArrowRight, IconCircleCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import {
  codesOf,
  type FamilyAnswers,
  type IndicatorName,
  indicatorsOf,
  missingCriteria,
} from '#contract/family-indicators';
import { answerText, FAMILY_TEXTS } from '#contract/family-texts';
import { type FamilyMeasurement, type FamilyPlan, MEASURED_HOW } from '#contract/self-reliance';
import { isWritten } from '#contract/text';
import { addDays, thaiDayOf } from '#contract/thai-day';
import { describeProblem } from '../../api/describe-problem.ts';
import { serverNow } from '../../live/clock.ts';
import { FAMILIES_TEXT } from '../../text/families.ts';
import { Choices } from '../../ui/Choices.tsx';
import { DayField } from '../../ui/DayField.tsx';
import { optionsOf } from '../../ui/options.ts';
import { useText } from '../../ui/use-text.ts';
import css from './families.module.css';
import { useFamilyStep } from './family-data.ts';
import { answersOf, countedOf, type Draft, leftOf, MEASURE_STEPS } from './measure-steps.ts';

/**
 * One dimension a screen, each indicator by one tap; what was said last time stands beside it. `wrong` is corrected: it begins with
 * what was saved, and says why.
 */
export function MeasureForm({
  plan,
  wrong,
  onDone,
}: {
  plan: FamilyPlan;
  wrong?: FamilyMeasurement | undefined;
  onDone: () => void;
}) {
  const { t, language } = useText(FAMILIES_TEXT);
  const texts = FAMILY_TEXTS[language];
  const last = plan.measurements.at(wrong ? -2 : -1);
  const [at, setAt] = useState(0);
  const [draft, setDraft] = useState<Draft>({
    answers: wrong?.answers ?? {},
    members: (wrong ?? last)?.members?.toString() ?? '',
    income: wrong?.monthlyIncome?.toString() ?? '',
  });
  const [on, setOn] = useState<string | undefined>(wrong?.measuredOn ?? thaiDayOf(new Date(serverNow())));
  const [how, setHow] = useState<string[]>([wrong?.how ?? 'home-visit']);
  const [note, setNote] = useState(wrong?.note ?? '');
  const [reason, setReason] = useState('');
  const head = useRef<HTMLHeadingElement>(null);
  const send = useFamilyStep(plan.caseId, onDone);
  const step = MEASURE_STEPS[at] ?? 'finish';
  const answers = answersOf(draft);
  const counted = countedOf(draft);
  const answer = (name: IndicatorName, code: string | undefined): void => {
    const { [name]: _, ...others } = draft.answers;
    setDraft({ ...draft, answers: code === undefined ? others : { ...others, [name]: code } });
  };
  // Whoever goes on reads from the top, also with a screen reader.
  const go = (to: number): void => setAt(Math.min(MEASURE_STEPS.length - 1, Math.max(0, to)));
  useEffect(() => {
    if (at >= 0) head.current?.focus();
  }, [at]);
  const { perHead, ...numbers } = counted;
  const left = leftOf(answers);
  const submit = (): void =>
    send.mutate({
      path: wrong ? `measurements/${wrong.id}/correct` : 'measurements',
      body: {
        ...{ measuredOn: on, how: how[0], ...numbers, answers, ...(note.trim() && { note: note.trim() }) },
        ...(wrong && { reason: reason.trim() }),
      },
    });
  return (
    <section className={css.measure} aria-labelledby="measure-title">
      <p className={css.small}>
        {t(wrong ? 'measure.correct' : 'measure.title')} · {t('measure.step', { n: at + 1, of: MEASURE_STEPS.length })}
      </p>
      <div className={css.progress} aria-hidden>
        {MEASURE_STEPS.map((one, index) => (
          <span
            key={one}
            data-now={index === at || undefined}
            data-done={(one !== 'finish' && leftOf(answers, one) === 0) || undefined}
          />
        ))}
      </div>
      <h3 id="measure-title" ref={head} tabIndex={-1} className={css.measureTitle}>
        {step === 'finish' ? t('measure.finish') : texts.dimensions[step]}
      </h3>
      {step !== 'finish' && (
        <>
          {last && (
            <Button
              variant="default"
              leftSection={<IconCopy aria-hidden size={20} />}
              onClick={() => {
                const same = indicatorsOf(step).flatMap((name) =>
                  last.answers[name] === undefined ? [] : [[name, last.answers[name]] as const],
                );
                setDraft({ ...draft, answers: { ...draft.answers, ...Object.fromEntries(same) } });
              }}
            >
              {t('measure.same')}
            </Button>
          )}
          {step === 'income' && (
            <div className={css.numbers}>
              <TextInput
                size="lg"
                inputMode="numeric"
                label={t('measure.members')}
                value={draft.members}
                onChange={(event) => setDraft({ ...draft, members: event.currentTarget.value })}
              />
              <TextInput
                size="lg"
                inputMode="numeric"
                label={t('measure.income')}
                value={draft.income}
                onChange={(event) => setDraft({ ...draft, income: event.currentTarget.value })}
              />
              {perHead !== undefined && (
                <p role="status">{t('measure.perHead', { baht: perHead.toLocaleString('en') })}</p>
              )}
            </div>
          )}
          {indicatorsOf(step)
            // Both numbers say it already.
            .filter((name) => name !== 'income-per-head' || perHead === undefined)
            .map((name) => (
              <div key={name} className={css.indicator}>
                <Choices
                  label={texts.indicators[name]}
                  options={optionsOf(codesOf(name), { ...texts.codes[name], unknown: texts.unknown })}
                  chosen={answers[name] === undefined ? [] : [answers[name]]}
                  onChange={([code]) => answer(name, code)}
                />
                {last && (
                  <p className={css.small}>
                    {t('measure.last', { code: answerText(texts, name, last.answers[name]) })}
                  </p>
                )}
              </div>
            ))}
        </>
      )}
      {step === 'finish' && (
        <>
          <DayChoice value={on} isOtherDay={wrong !== undefined} onChange={setOn} />
          <Choices
            label={t('measure.how')}
            options={optionsOf(MEASURED_HOW, texts.how)}
            chosen={how}
            onChange={setHow}
          />
          <Textarea
            size="lg"
            label={t('measure.note')}
            maxLength={500}
            autosize
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          {wrong && (
            <Textarea
              size="lg"
              label={t('measure.reason')}
              maxLength={500}
              autosize
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          )}
          {left > 0 ? (
            <p className={css.warn}>{t('measure.left', { n: left })}</p>
          ) : (
            <Shows plan={plan} answers={answers} />
          )}
          {send.isError && (
            <p role="alert" className={css.problem}>
              {describeProblem(send.error, language)}
            </p>
          )}
        </>
      )}
      <div className={css.steps}>
        <Button
          variant="default"
          leftSection={<IconArrowLeft aria-hidden size={20} />}
          onClick={() => (at === 0 ? onDone() : go(at - 1))}
        >
          {t('measure.back')}
        </Button>
        {step === 'finish' ? (
          <Button
            className={css.main}
            disabled={left > 0 || on === undefined || how.length === 0 || (wrong && !isWritten(reason))}
            loading={send.isPending}
            onClick={submit}
          >
            {t('measure.save')}
          </Button>
        ) : (
          <Button
            className={css.main}
            rightSection={<IconArrowRight aria-hidden size={20} />}
            variant={leftOf(answers, step) > 0 ? 'default' : 'filled'}
            onClick={() => go(at + 1)}
          >
            {leftOf(answers, step) > 0 ? t('measure.left', { n: leftOf(answers, step) }) : t('measure.forward')}
          </Button>
        )}
      </div>
    </section>
  );
}

/** Almost always today or yesterday. */
function DayChoice({
  value,
  isOtherDay,
  onChange,
}: {
  value: string | undefined;
  isOtherDay: boolean;
  onChange: (day: string | undefined) => void;
}) {
  const { t } = useText(FAMILIES_TEXT);
  const today = thaiDayOf(new Date(serverNow()));
  const days = { [today]: t('measure.today'), [addDays(today, -1)]: t('measure.yesterday') };
  const [isOther, setIsOther] = useState(isOtherDay && value !== undefined && !(value in days));
  const options = [...optionsOf(Object.keys(days), days), { value: 'other', label: t('measure.other') }];
  return (
    <>
      <Choices
        label={t('measure.on')}
        options={options}
        chosen={isOther ? ['other'] : value ? [value] : []}
        onChange={([chosen]) => {
          setIsOther(chosen === 'other');
          onChange(chosen === 'other' ? undefined : chosen);
        }}
      />
      {isOther && <DayField label={t('measure.on')} value={value} past onChange={onChange} />}
    </>
  );
}

/** What the measurement shows, before it is saved: below the criteria it may take a proposal back, or be a relapse. */
function Shows({ plan, answers }: { plan: FamilyPlan; answers: Draft['answers'] }) {
  const { t, language } = useText(FAMILIES_TEXT);
  const texts = FAMILY_TEXTS[language];
  const { below, unknown } = missingCriteria(answers as FamilyAnswers);
  const names = (list: readonly IndicatorName[]) => list.map((name) => texts.indicators[name]).join(' · ');
  const isWatched = plan.status === 'graduated' || plan.status === 'monitoring';
  if (below.length + unknown.length === 0)
    return (
      <p className={css.good}>
        <IconCircleCheck aria-hidden size={22} /> {t('measure.all')}
      </p>
    );
  return (
    <div className={css.warn}>
      {isWatched && below.length > 0 && <strong>{t('measure.warnRelapse')}</strong>}
      {plan.status === 'ready' && <strong>{t('measure.warnSlip')}</strong>}
      {below.length > 0 && (
        <p>
          <IconAlertTriangle aria-hidden size={20} /> {t('measure.below')}: {names(below)}
        </p>
      )}
      {unknown.length > 0 && (
        <p>
          {t('measure.unknown')}: {names(unknown)}
        </p>
      )}
    </div>
  );
}
