import { Button } from '@mantine/core';
import { IconArrowNarrowRight, IconLock } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Me } from '#contract/access';
import type { ReferralDetail, ReferralSummary } from '#contract/referral-api';
import { describeProblem } from '../../api/describe-problem.ts';
import { linkTo } from '../../router.ts';
import { REFERRALS_TEXT } from '../../text/referrals.ts';
import { Due } from '../../ui/Due.tsx';
import { formatAgency } from '../../ui/format-agency.ts';
import { useText } from '../../ui/use-text.ts';
import { ConfirmForm } from './ConfirmForm.tsx';
import { DeclineChoice } from './DeclineChoice.tsx';
import { decideStep, type StepName } from './decide-step.ts';
import { clockOf } from './order-referrals.ts';
import { CompleteForm, FailForm, HoldForm, RefuseDeclineForm, UpdateForm, WithdrawForm } from './ReferralForms.tsx';
import { useReferralChange } from './referral-data.ts';
import css from './referrals.module.css';
import { useReferralTexts } from './use-referral-texts.ts';

const FORMS = {
  complete: CompleteForm,
  'not-complete': FailForm,
  hold: HoldForm,
  update: UpdateForm,
  withdraw: WithdrawForm,
  'refuse-decline': RefuseDeclineForm,
  'say-otherwise': ConfirmForm,
} as const;
type FormName = keyof typeof FORMS;

/** The biggest thing on the page: what to do, until when, one filled button, and below it the other ways on. */
export function ReferralStep({ me, detail }: { me: Me; detail: ReferralDetail }) {
  const { t, language } = useText(REFERRALS_TEXT);
  const texts = useReferralTexts();
  const [opened, setOpened] = useState<FormName | null>(null);
  const { referral: one } = detail;
  const change = useReferralChange(one.id);
  const step = decideStep(detail);
  const due = clockOf(one);
  const Form = opened && FORMS[opened];
  const declined = detail.timeline.findLast(({ kind }) => kind === 'decline-proposed');
  const isMine = declined?.by?.id === me.id;
  // Whoever works there need not read the name of their own agency.
  const isOwnDecision = step.name === 'wait-decision' && detail.sides.includes('receiver');
  const receiver = formatAgency(one.to, language);
  const others = step.others.filter((name): name is FormName => name in FORMS);
  return (
    <section className={css.step} aria-labelledby="next-step">
      <p className={css.stepHead}>
        <span>{t('next')}</span>
        {due && (
          <strong>
            <Due at={due} />
          </strong>
        )}
      </p>
      <h3 id="next-step" className={css.stepTitle}>
        {opened
          ? t(`button.${opened}`)
          : t(isOwnDecision ? 'step.wait-decision.own' : `step.${step.name}.title`, { agency: receiver })}
      </h3>
      {!opened && (
        <p>
          {step.name === 'go-on' && one.consequence
            ? t(`goOn.${one.consequence}`)
            : t(`step.${step.name}.what`, { agency: receiver })}
        </p>
      )}
      {(step.name === 'decide' || step.name === 'wait-decision') && one.endReason && (
        <p>
          {t('becauseOf')} <strong>{texts.endReasons[one.endReason]}</strong>
          {declined?.details.note ? `: ${declined.details.note}` : ''}{' '}
          <span className={css.small}>{declined?.by?.name}</span>
        </p>
      )}
      {step.name === 'wait-decision' && isMine && (
        <p className={css.locked}>
          <IconLock aria-hidden size={22} /> {t('locked')}
        </p>
      )}
      {change.isError && (
        <p role="alert" className={css.problem}>
          {describeProblem(change.error, language)}
        </p>
      )}
      {Form ? (
        <Form one={one} change={change} onCancel={() => setOpened(null)} />
      ) : (
        <>
          <Act one={one} name={step.name} change={change} onOpen={setOpened} />
          {step.name === 'decide' && (
            // Neither is the expected answer.
            <div className={css.verdict}>
              <Button
                variant="default"
                loading={change.isPending}
                onClick={() => change.mutate({ path: 'confirm-decline' })}
              >
                {t('button.confirm-decline')}
              </Button>
              <Button
                variant="default"
                onClick={() => {
                  change.reset();
                  setOpened('refuse-decline');
                }}
              >
                {t('button.refuse-decline')}
              </Button>
            </div>
          )}
          {others.length > 0 && (
            <div className={css.others}>
              {others.map((name) => (
                <Button
                  key={name}
                  variant="default"
                  onClick={() => {
                    change.reset();
                    setOpened(name);
                  }}
                >
                  {t(`button.${name}`)}
                </Button>
              ))}
            </div>
          )}
        </>
      )}
    </section>
  );
}

type ActProps = {
  one: ReferralSummary;
  name: StepName;
  change: ReturnType<typeof useReferralChange>;
  onOpen: (form: FormName) => void;
};

/** The button of the step, or its answers. */
function Act({ one, name, change, onOpen }: ActProps): ReactNode {
  const { t } = useText(REFERRALS_TEXT);
  const send = (path: 'offer' | 'accept' | 'start' | 'resume') => (
    <Button size="lg" fullWidth loading={change.isPending} onClick={() => change.mutate({ path })}>
      {t(`button.${path}`)}
    </Button>
  );
  switch (name) {
    case 'answer':
      return (
        <>
          {send('accept')}
          <DeclineChoice one={one} change={change} />
        </>
      );
    case 'offer':
      return send('offer');
    case 'start':
      return send('start');
    case 'resume':
      return send('resume');
    case 'complete':
      return (
        <Button size="lg" fullWidth onClick={() => onOpen('complete')}>
          {t('button.complete')}
        </Button>
      );
    case 'ask':
      return <ConfirmForm one={one} change={change} />;
    case 'go-on':
      return one.caseId ? (
        <Button
          component="a"
          size="lg"
          fullWidth
          rightSection={<IconArrowNarrowRight aria-hidden size={22} />}
          {...linkTo({ name: 'page', page: 'cases', id: one.caseId, hash: '#needs' })}
        >
          {t('button.go-on')}
        </Button>
      ) : null;
    default:
      return null;
  }
}
