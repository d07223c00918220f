import { Button } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import type { CaseClock, CaseRecord } from '#contract/case-api';
import { describeProblem } from '../../../api/describe-problem.ts';
import { useClock } from '../../../live/clock.ts';
import { CASE_ACTS_TEXT } from '../../../text/case-acts.ts';
import { formatDate } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import work from '../../../ui/work-rows.module.css';
import cases from './cases.module.css';
import { useCaseStep } from './use-case-step.ts';
import { useFormTexts } from './use-form-texts.ts';

type Decision = { id?: string; code?: string; text?: string; responsible?: string };
type Props = { caseId: string; clocks: readonly CaseClock[]; records: readonly CaseRecord[]; mayWrite: boolean };

/** Each decision of a conference is a task of somebody with a day, until it is done. */
export function CaseDecisions({ caseId, clocks, records, mayWrite }: Props) {
  const { t } = useText(CASE_ACTS_TEXT);
  const open = clocks.filter(({ rule }) => rule === DECISION);
  if (open.length === 0) return null;
  const made = records.flatMap(({ kind, body }) =>
    kind === 'conference' ? ((body.decisions as Decision[]) ?? []) : [],
  );
  return (
    <section className={cases.part} aria-labelledby="decisions">
      <h3 id="decisions" className={cases.partTitle}>
        {t('decisions.title')}
      </h3>
      <ul className={cases.lines}>
        {open.map((clock) => (
          <Line
            key={clock.id}
            caseId={caseId}
            clock={clock}
            decision={made.find(({ id }) => id === clock.subjectId) ?? {}}
            mayWrite={mayWrite}
          />
        ))}
      </ul>
    </section>
  );
}

/** The rule of the clock of one decision. */
export const DECISION = 'decision';

function Line({
  caseId,
  clock,
  decision,
  mayWrite,
}: Pick<Props, 'caseId' | 'mayWrite'> & { clock: CaseClock; decision: Decision }) {
  const { t, language } = useText(CASE_ACTS_TEXT);
  const { codes } = useFormTexts();
  const isLate = useClock((now) => now > Date.parse(clock.dueAt));
  const done = useCaseStep(caseId);
  const { code, text, responsible } = decision;
  const name = [(codes.decisionCode as Record<string, string>)[code ?? ''], text].filter(Boolean).join(': ');
  const day = formatDate(clock.dueAt, language);
  return (
    <li className={cases.line}>
      <IconChecklist aria-hidden size={26} />
      <span className={work.what}>
        <strong>{name || t('decisions.one')}</strong>
        <span className={isLate ? work.due : cases.small} data-late={isLate}>
          {responsible ? t('decisions.by', { who: responsible, day }) : t('decisions.due', { day })}
        </span>
        {done.isError && (
          <span role="alert" className={cases.problem}>
            {describeProblem(done.error, language)}
          </span>
        )}
      </span>
      {mayWrite && (
        <Button
          variant="default"
          loading={done.isPending}
          onClick={() => done.mutate({ step: `decisions/${clock.subjectId}/done` })}
          aria-label={`${t('decisions.done')}: ${name || t('decisions.one')}`}
        >
          {t('decisions.done')}
        </Button>
      )}
    </li>
  );
}
