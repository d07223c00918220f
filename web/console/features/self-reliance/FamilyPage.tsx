import { Button, Textarea } from '@mantine/core';
import { IconArrowLeft, IconCircle, IconCircleCheck, IconPrinter, IconRotate, IconRuler2 } from '@tabler/icons-react';
import { useState } from 'react';
import { type FamilyAnswers, levelOf, REQUIRED_INDICATORS, requiredLevel } from '#contract/family-indicators';
import { answerText, FAMILY_TEXTS } from '#contract/family-texts';
import {
  AGREED_BY,
  AGREED_HOW,
  type CaseFamily,
  type FamilyAction,
  type FamilyPlan,
  isOpenFamily,
  RELAPSE_REASONS,
  STOP_REASONS,
} from '#contract/self-reliance';
import { isWritten } from '#contract/text';
import { thaiDayOf } from '#contract/thai-day';
import { describeProblem } from '../../api/describe-problem.ts';
import { isProblem } from '../../api/request.ts';
import { serverNow } from '../../live/clock.ts';
import { goTo, linkTo } from '../../router.ts';
import { FAMILIES_TEXT } from '../../text/families.ts';
import { Choices } from '../../ui/Choices.tsx';
import { formatDate, formatDateAndTime } from '../../ui/format-time.ts';
import { InlineForm } from '../../ui/InlineForm.tsx';
import { optionsOf } from '../../ui/options.ts';
import { PageList } from '../../ui/PageList.tsx';
import { formatDay } from '../../ui/thai-day.ts';
import { useKeys } from '../../ui/use-keys.ts';
import { useText } from '../../ui/use-text.ts';
import { FamilyGoals } from './FamilyGoals.tsx';
import css from './families.module.css';
import { useFamily, useFamilyStep } from './family-data.ts';
import { targetText } from './GoalForm.tsx';
import { MeasureForm } from './MeasureForm.tsx';
import { WayPicture } from './WayPicture.tsx';

type Opened = 'measure' | 'correct' | 'agree' | 'restart' | 'relapse' | 'stop' | 'send-back' | null;

/** One family: the next step, how far it has come, what is still to be met, goals, and what happened. */
export function FamilyPage({ caseId }: { caseId: string }) {
  const { t } = useText(FAMILIES_TEXT);
  const family = useFamily(caseId);
  const toCase = { name: 'page', page: 'cases', id: caseId } as const;
  const isMissing = isProblem(family.error, 'case/not-found') || isProblem(family.error, 'request/invalid');
  useKeys({ escape: () => goTo({ name: 'page', page: 'families' }) });
  return (
    <article className={css.page}>
      <a className={css.back} {...linkTo(toCase)}>
        <IconArrowLeft aria-hidden size={22} /> {t('back')}
      </a>
      <PageList
        list={family}
        isEmpty={family.data?.plan === null}
        empty={t('card.none')}
        missing={isMissing ? t('card.none') : undefined}
      >
        {family.data?.plan && <Plan key={family.data.plan.id} plan={family.data.plan} family={family.data} />}
      </PageList>
    </article>
  );
}

function Plan({ plan, family: { caseCode, mayWork, rules } }: { plan: FamilyPlan; family: CaseFamily }) {
  const { t, language } = useText(FAMILIES_TEXT);
  const texts = FAMILY_TEXTS[language];
  const [opened, setOpened] = useState<Opened>(null);
  const close = (): void => setOpened(null);
  const stop: Readonly<Record<string, string>> = texts.stop;
  if (opened === 'measure') return <MeasureForm plan={plan} onDone={close} />;
  if (opened === 'correct') return <MeasureForm plan={plan} wrong={plan.measurements.at(-1)} onDone={close} />;
  return (
    <>
      <header className={css.head}>
        <h2 className={css.title}>{texts.statuses[plan.status]}</h2>
        {plan.relapses > 0 && (
          <span className={css.chip}>
            <IconRotate aria-hidden size={20} /> {t('relapses', { count: plan.relapses })}
          </span>
        )}
      </header>
      <p className={css.small}>
        {plan.code} · {caseCode}
        {plan.endReason && ` · ${stop[plan.endReason] ?? ''}`}
      </p>
      {plan.householdChanged && <p className={css.warn}>{t('householdChanged')}</p>}
      <NextStep plan={plan} mayWork={mayWork} apartDays={rules.apartDays} opened={opened} onOpen={setOpened} />
      {plan.measurements.length > 0 && <WayPicture measurements={plan.measurements} />}
      {plan.measurements.length > 0 && <Criteria plan={plan} />}
      <FamilyGoals plan={plan} mayWork={mayWork} />
      {plan.measurements.length > 0 && (
        <p className={css.part}>
          <a
            className={css.print}
            href={`/api/v1/cases/${plan.caseId}/self-reliance/print?language=${language}`}
            download
          >
            <IconPrinter aria-hidden size={24} /> {t('act.print')}
          </a>
        </p>
      )}
      <Timeline plan={plan} />
      {rules.unverified && <p className={css.small}>{t('unverified')}</p>}
    </>
  );
}

/** Which button is the step itself; the others stand folded below. */
const MAIN: Partial<Record<FamilyPlan['status'], readonly FamilyAction[]>> = {
  baseline: ['agree'],
  agreed: ['begin'],
  active: ['propose'],
  ready: ['graduate'],
  graduated: ['monitor'],
  monitoring: ['sustain'],
  relapsed: ['restart'],
};

function NextStep({
  plan,
  mayWork,
  apartDays,
  opened,
  onOpen,
}: {
  plan: FamilyPlan;
  mayWork: boolean;
  apartDays: number;
  opened: Opened;
  onOpen: (opened: Opened) => void;
}) {
  const { t, language } = useText(FAMILIES_TEXT);
  const texts = FAMILY_TEXTS[language];
  const close = (): void => onOpen(null);
  const send = useFamilyStep(plan.caseId, close);
  if (!isOpenFamily(plan.status)) return null;
  const possible = new Map(plan.actions.map(({ action, missing }) => [action, missing]));
  const main = MAIN[plan.status]?.find((action) => possible.has(action));
  const missing = main ? (possible.get(main) ?? []) : [];
  const { step, isMeasure } = stepOf(plan, main !== undefined && missing.length === 0);
  const last = plan.measurements.at(-1);
  const run = (action: FamilyAction): void => {
    if (
      action === 'agree' ||
      action === 'restart' ||
      action === 'relapse' ||
      action === 'stop' ||
      action === 'send-back'
    )
      onOpen(action);
    else if (action === 'graduate')
      send.mutate({ path: 'decide', body: { decision: 'approved', measurementId: last?.id } });
    else send.mutate({ path: action });
  };
  const others = [...possible.keys()].filter(
    (action) => action !== main && action !== 'graduate' && action !== 'send-back',
  );
  const form = { isSending: send.isPending, error: send.error, onCancel: close };
  const { proposal } = plan;
  return (
    <section className={css.next} aria-labelledby="family-next">
      <p className={css.small}>{t('next')}</p>
      <h3 id="family-next" className={css.nextTitle}>
        {texts.steps[step]}
      </h3>
      {isMeasure && plan.nextMeasure && (
        <p>
          {t('due', { day: formatDay(plan.nextMeasure.on, language) })} ·{' '}
          {t('month', { month: plan.nextMeasure.month })}
        </p>
      )}
      {plan.status === 'ready' && proposal && (
        <p>
          {t('decide.proposed', { name: proposal.requestedBy.name, day: formatDate(proposal.requestedAt, language) })}
          {!proposal.mayDecide &&
            ` · ${t('waitsForOther', { who: t('supervisor'), day: formatDate(Date.parse(proposal.dueAt) - 1, language) })}`}
        </p>
      )}
      {plan.status === 'active' && proposal?.decision === 'sent-back' && (
        <p className={css.warn}>
          {t('decide.sentBack', { name: proposal.decidedBy?.name ?? '', reason: proposal.reason ?? '' })}
        </p>
      )}
      {mayWork && missing.length > 0 && (
        <>
          <p className={css.small}>{t('missing')}</p>
          <ul className={css.missing}>
            {missing.map((guard) => (
              <li key={guard}>
                <IconCircle aria-hidden size={18} /> {guardText(texts.guards[guard], apartDays)}
              </li>
            ))}
          </ul>
        </>
      )}
      {send.isError && opened === null && (
        <p role="alert" className={css.problem}>
          {describeProblem(send.error, language)}
        </p>
      )}
      {opened === null && (
        <div className={css.buttons}>
          {main && missing.length === 0 && (
            <Button className={css.main} loading={send.isPending} onClick={() => run(main)}>
              {t(`act.${main as 'agree'}`)}
            </Button>
          )}
          {possible.has('send-back') && (
            <Button variant="default" onClick={() => run('send-back')}>
              {t('act.send-back')}
            </Button>
          )}
          {mayWork && (
            <Button
              className={css.main}
              variant={isMeasure ? 'filled' : 'default'}
              leftSection={<IconRuler2 aria-hidden size={22} />}
              onClick={() => onOpen('measure')}
            >
              {t('act.measure')}
            </Button>
          )}
        </div>
      )}
      {(opened === 'agree' || opened === 'restart') && (
        <AgreeForm {...form} onSubmit={(body) => send.mutate({ path: opened, body })} label={t(`act.${opened}`)} />
      )}
      {opened === 'relapse' && (
        <ReasonChoice
          {...form}
          why={t('relapse.counted')}
          label={t('act.relapse')}
          title={t('relapse.reason')}
          options={optionsOf(
            RELAPSE_REASONS.filter((reason) => reason !== 'measured'),
            texts.relapse,
          )}
          onSubmit={(reason) => send.mutate({ path: 'relapse', body: { reason } })}
        />
      )}
      {opened === 'stop' && (
        <ReasonChoice
          {...form}
          label={t('act.stop')}
          title={t('stop.reason')}
          note={t('stop.note')}
          options={optionsOf(STOP_REASONS, texts.stop)}
          onSubmit={(reason, note) => send.mutate({ path: 'stop', body: { reason, ...(note && { note }) } })}
        />
      )}
      {opened === 'send-back' && (
        <SendBackForm
          {...form}
          onSubmit={(reason) =>
            send.mutate({ path: 'decide', body: { decision: 'sent-back', measurementId: last?.id, reason } })
          }
        />
      )}
      {opened === null && (others.length > 0 || plan.correctUntil !== null) && (
        <details className={css.more}>
          <summary>{t('act.more')}</summary>
          <div className={css.buttons}>
            {plan.correctUntil !== null && (
              <Button variant="default" onClick={() => onOpen('correct')}>
                {t('act.correct', { day: formatDay(plan.correctUntil, language) })}
              </Button>
            )}
            {others.map((action) => (
              <Button
                key={action}
                variant="default"
                loading={send.isPending}
                disabled={(possible.get(action)?.length ?? 0) > 0}
                onClick={() => run(action)}
              >
                {t(`act.${action as 'stop'}`)}
              </Button>
            ))}
          </div>
        </details>
      )}
    </section>
  );
}

const guardText = (text: string, days: number): string => text.replace('{{days}}', String(days));

/** What the plan waits for in words; measuring is the step while nothing else can be done. */
function stepOf(
  plan: FamilyPlan,
  isPossible: boolean,
): { step: keyof (typeof FAMILY_TEXTS)['th']['steps']; isMeasure: boolean } {
  const hasGoal = plan.goals.some(({ outcome }) => outcome === null);
  switch (plan.status) {
    case 'baseline':
      if (plan.measurements.length === 0) return { step: 'measure-baseline', isMeasure: true };
      return { step: hasGoal ? 'agree' : 'set-goals', isMeasure: false };
    case 'agreed':
      return { step: 'begin', isMeasure: false };
    case 'ready':
      return { step: 'decide', isMeasure: false };
    case 'graduated':
      return { step: 'tell', isMeasure: false };
    case 'relapsed':
      return { step: 'restart', isMeasure: false };
    case 'monitoring':
      return isPossible || !plan.nextMeasure
        ? { step: 'sustain', isMeasure: false }
        : { step: 'measure', isMeasure: true };
    default:
      return isPossible ? { step: 'propose', isMeasure: false } : { step: 'measure', isMeasure: true };
  }
}

type FormProps = { isSending: boolean; error: unknown; onCancel: () => void };

function AgreeForm({ label, onSubmit, ...form }: FormProps & { label: string; onSubmit: (body: object) => void }) {
  const { t, language } = useText(FAMILIES_TEXT);
  const texts = FAMILY_TEXTS[language];
  const [by, setBy] = useState<string[]>([]);
  const [how, setHow] = useState<string[]>([]);
  const today = thaiDayOf(new Date(serverNow()));
  return (
    <InlineForm
      {...form}
      submitLabel={label}
      isReady={by.length > 0 && how.length > 0}
      onSubmit={() => onSubmit({ agreedOn: today, agreedBy: by[0], agreedHow: how[0] })}
    >
      <p>
        {t('agree.on')} {formatDay(today, language)}
      </p>
      <Choices label={t('agree.by')} options={optionsOf(AGREED_BY, texts.agreedBy)} chosen={by} onChange={setBy} />
      <Choices label={t('agree.how')} options={optionsOf(AGREED_HOW, texts.agreedHow)} chosen={how} onChange={setHow} />
    </InlineForm>
  );
}

function ReasonChoice({
  label,
  title,
  note,
  options,
  onSubmit,
  ...form
}: FormProps & {
  why?: string;
  label: string;
  title: string;
  note?: string;
  options: ReturnType<typeof optionsOf>;
  onSubmit: (reason: string, note: string) => void;
}) {
  const [reason, setReason] = useState<string[]>([]);
  const [text, setText] = useState('');
  return (
    <InlineForm
      {...form}
      submitLabel={label}
      isReady={reason.length > 0}
      onSubmit={() => reason[0] && onSubmit(reason[0], text.trim())}
    >
      <Choices label={title} options={options} chosen={reason} onChange={setReason} />
      {note && (
        <Textarea
          size="lg"
          label={note}
          maxLength={500}
          autosize
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
    </InlineForm>
  );
}

function SendBackForm({ onSubmit, ...form }: FormProps & { onSubmit: (reason: string) => void }) {
  const { t } = useText(FAMILIES_TEXT);
  const [reason, setReason] = useState('');
  return (
    <InlineForm
      {...form}
      submitLabel={t('act.send-back')}
      isReady={isWritten(reason)}
      onSubmit={() => onSubmit(reason.trim())}
    >
      <Textarea
        size="lg"
        label={t('decide.reason')}
        maxLength={500}
        autosize
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </InlineForm>
  );
}

/** What is required, as the last measurement shows it: what is still missing first. */
function Criteria({ plan }: { plan: FamilyPlan }) {
  const { t, language } = useText(FAMILIES_TEXT);
  const texts = FAMILY_TEXTS[language];
  const answers = (plan.measurements.at(-1)?.answers ?? {}) as FamilyAnswers;
  const isMet = (name: (typeof REQUIRED_INDICATORS)[number]): boolean => {
    const level = levelOf(name, answers[name]);
    return level === null || (level !== undefined && level >= (requiredLevel(name) ?? 0));
  };
  const open = REQUIRED_INDICATORS.filter((name) => !isMet(name));
  const met = REQUIRED_INDICATORS.filter(isMet);
  return (
    <section className={css.part} aria-labelledby="family-criteria">
      <h3 id="family-criteria" className={css.partTitle}>
        {t('criteria.title')}
        <span className={css.count}>{t('criteria.met', { n: met.length, of: REQUIRED_INDICATORS.length })}</span>
      </h3>
      <ul className={css.lines}>
        {open.map((name) => (
          <li key={name} className={css.line}>
            <IconCircle aria-hidden size={22} />
            <span className={css.what}>
              <strong>{texts.indicators[name]}</strong>
              <span className={css.small}>
                {t('criteria.now', { code: answerText(texts, name, answers[name]) })} ·{' '}
                {t('criteria.needs', { code: targetText(texts.codes[name], name, requiredLevel(name) ?? 3) })}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {met.length > 0 && (
        <p className={css.good}>
          <IconCircleCheck aria-hidden size={22} /> <span>{met.map((name) => texts.indicators[name]).join(' · ')}</span>
        </p>
      )}
    </section>
  );
}

function Timeline({ plan }: { plan: FamilyPlan }) {
  const { t, language } = useText(FAMILIES_TEXT);
  const texts = FAMILY_TEXTS[language];
  const reasons: Readonly<Record<string, string>> = { ...texts.stop, ...texts.relapse };
  return (
    <details className={`${css.part} ${css.more}`}>
      <summary>{t('timeline')}</summary>
      <ul className={css.lines}>
        {plan.timeline.toReversed().map(({ id, at, kind, by, details }) => {
          const reason = typeof details.reason === 'string' ? (reasons[details.reason] ?? details.reason) : undefined;
          return (
            <li key={id} className={css.entry}>
              <span className={css.small}>{formatDateAndTime(at, language)}</span> {texts.timeline[kind as 'started']}
              {typeof details.what === 'string' && `: ${details.what}`}
              {reason && `: ${reason}`} · {by?.name ?? t('system')}
            </li>
          );
        })}
      </ul>
    </details>
  );
}
