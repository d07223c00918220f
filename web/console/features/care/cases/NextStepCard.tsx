import { Button } from '@mantine/core';
import { IconCornerDownRight, IconLock } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { CaseClock, CaseDetail } from '#contract/case-api';
import { labelOf } from '#contract/case-form-lines';
import { describeProblem } from '../../../api/describe-problem.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { Due } from '../../../ui/Due.tsx';
import { formatDate, formatDateAndTime } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import { decideHash, formHash } from './case-route.ts';
import cases from './cases.module.css';
import css from './NextStepCard.module.css';
import type { Doing, NextStep } from './next-step.ts';
import { ReasonForm } from './ReasonForm.tsx';
import { useCaseStep } from './use-case-step.ts';
import { useFormTexts } from './use-form-texts.ts';

type Props = { detail: CaseDetail; step: NextStep; clock: CaseClock | undefined };

/** The biggest thing on the page: what exactly to do, until when, and the one filled button. */
export function NextStepCard({ detail, step: { name, doing, missing, sentBack }, clock }: Props) {
  const { t, language } = useText(CASES_TEXT);
  const texts = useFormTexts();
  const dueAt = doing.kind === 'wait' || doing.kind === 'decide' ? doing.approval.dueAt : clock?.dueAt;
  const hasApproval = doing.kind === 'wait' || doing.kind === 'decide';
  return (
    <section className={css.next} aria-labelledby="next-step">
      <p className={css.nextHead}>
        <span>{t('step.label')}</span>
        {dueAt && (
          <strong>
            <Due at={dueAt} />
          </strong>
        )}
      </p>
      <h3 id="next-step" className={css.nextTitle}>
        {hasApproval
          ? t(`approval.${doing.kind}.${doing.approval.subject}`)
          : t(`step.${name}.title`, { n: sentBack.length })}
      </h3>
      {hasApproval ? (
        <p>
          {t('approval.by', {
            name: doing.approval.requestedBy.name,
            day: formatDate(doing.approval.requestedAt, language),
          })}
        </p>
      ) : (
        <p>{t(`step.${name}.what`)}</p>
      )}
      {sentBack.length > 0 && doing.kind === 'form' && (
        <ul className={cases.todo}>
          {sentBack.map(({ field, reason }) => (
            <li key={field}>
              <IconCornerDownRight aria-hidden size={20} />
              <span>
                <strong>{labelOf(texts, doing.form, field)}</strong>: {reason}
              </span>
            </li>
          ))}
        </ul>
      )}
      {missing.length > 0 && (
        <div>
          <p className={cases.small}>{t('step.then')}</p>
          <ul className={cases.todo}>
            {missing.map((guard) => (
              <li key={guard}>
                <IconCornerDownRight aria-hidden size={20} /> {t(`guard.${guard}`)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {clock && !hasApproval && (
        <p className={cases.small}>
          {language === 'en' ? clock.en : clock.th}: {formatDateAndTime(clock.dueAt, language)}
        </p>
      )}
      <Act key={`${name} ${doing.kind}`} detail={detail} label={t(`step.${name}.button`)} doing={doing} />
    </section>
  );
}

/** The button, with the reason that some steps ask for first. */
function Act({ detail, doing, label }: { detail: CaseDetail; doing: Doing; label: string }): ReactNode {
  const { t, language } = useText(CASES_TEXT);
  const [asks, setAsks] = useState(false);
  const take = useCaseStep(detail.case.id);
  const problem = take.isError && (
    <p role="alert" className={cases.problem}>
      {describeProblem(take.error, language)}
    </p>
  );
  switch (doing.kind) {
    case 'none':
      return null;
    case 'form':
      return (
        <Button component="a" size="lg" fullWidth href={formHash(doing.form, doing.seriesId)}>
          {label}
        </Button>
      );
    case 'decide':
      return (
        <Button component="a" size="lg" fullWidth href={decideHash(doing.approval.id)}>
          {label}
        </Button>
      );
    case 'needs':
    case 'transfer':
      return (
        <Button size="lg" fullWidth onClick={() => showPart(`${doing.kind}-part`)}>
          {label}
        </Button>
      );
    case 'wait':
      return (
        <>
          <p className={cases.locked}>
            <IconLock aria-hidden size={22} /> {t(doing.approval.isMine ? 'approval.mine' : 'approval.others')}
          </p>
          {problem}
          {doing.approval.isMine && (
            <Button
              variant="default"
              loading={take.isPending}
              onClick={() => take.mutate({ step: `approvals/${doing.approval.id}/withdraw` })}
            >
              {t('approval.withdraw')}
            </Button>
          )}
        </>
      );
    case 'reopen':
      if (asks)
        return (
          <ReasonForm
            reasons="reopen"
            submitLabel={label}
            isSending={take.isPending}
            error={take.error}
            onSubmit={(reason) => take.mutate({ step: 'reopen', body: { reason } })}
            onCancel={() => setAsks(false)}
          />
        );
      return (
        <Button size="lg" fullWidth variant="default" onClick={() => setAsks(true)}>
          {label}
        </Button>
      );
    case 'propose':
      if (doing.subject === 'closure' && asks)
        return (
          <ReasonForm
            reasons="closure"
            submitLabel={label}
            isSending={take.isPending}
            error={take.error}
            onSubmit={(reason) => take.mutate({ step: 'approvals', body: { subject: 'closure', reason } })}
            onCancel={() => setAsks(false)}
          />
        );
      return (
        <>
          {problem}
          <Button
            size="lg"
            fullWidth
            loading={take.isPending}
            onClick={() =>
              doing.subject === 'closure'
                ? setAsks(true)
                : take.mutate({ step: 'approvals', body: { subject: doing.subject } })
            }
          >
            {label}
          </Button>
        </>
      );
    case 'step':
      return (
        <>
          {problem}
          <Button size="lg" fullWidth loading={take.isPending} onClick={() => take.mutate({ step: doing.step })}>
            {label}
          </Button>
        </>
      );
  }
}

/** The part of the page where it is done, and its first button, so that a keyboard goes on from there. */
function showPart(id: string): void {
  const part = document.getElementById(id);
  part?.scrollIntoView();
  part?.closest('section')?.querySelector('button')?.focus({ preventScroll: true });
}
