import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { FindingView, IncidentFindings } from '#contract/finding';
import { FINDINGS_TEXT } from '../../../text/findings.ts';
import { formatDate, formatDateAndTime } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import { FindingForm, STEPS, type Step } from './FindingForms.tsx';
import css from './findings.module.css';

type Props = { finding: FindingView; clauses: IncidentFindings['clauses'] };
type CardProps = Props & { link?: ReactNode };

/** One finding in the order of its life: what for, what the reporter says, what was decided, what follows, the appeal. */
export function FindingCard({ finding, clauses, link }: CardProps) {
  const { t, language } = useText(FINDINGS_TEXT);
  const [step, setStep] = useState<Step>();
  const when = (at: string) => formatDateAndTime(at, language);
  const { status, evidence, note, proposed, others, hearing, waitsUntil } = finding;
  const open = STEPS.filter((one) => finding.actions.includes(one));
  return (
    <li className={css.card} data-finding={finding.id}>
      <p className={css.head}>
        <strong className={css.status} data-status={status}>
          {t(`status.${status}`)}
        </strong>
        <span className={css.small}>{t('proposedBy', { name: proposed.by.name, at: when(proposed.at) })}</span>
      </p>
      {link}
      <p>
        {evidence.map((code) => t(`evidence.${code}`)).join(' · ')} — “{note}”
      </p>
      {others.length > 0 && <p>{t('together', { list: others.map(({ code }) => code).join(', ') })}</p>}
      {status === 'proposed' && <p className={css.small}>{t(`hearing.${hearing}`, { at: when(finding.answerBy) })}</p>}
      <Answers answers={finding.answers} isAwaited={status === 'proposed'} />
      <Decided finding={finding} clauses={clauses} />
      <Appealed finding={finding} />
      {finding.actions.includes('confirm') && waitsUntil && (
        <p className={css.caution}>{t('waits', { at: when(waitsUntil) })}</p>
      )}
      {step ? (
        <FindingForm key={step} step={step} finding={finding} clauses={clauses} onDone={() => setStep(undefined)} />
      ) : (
        open.length > 0 && (
          <div className={css.buttons}>
            {open.map((one) => (
              <Button
                key={one}
                variant="default"
                disabled={one === 'confirm' && waitsUntil !== null}
                onClick={() => setStep(one)}
              >
                {t(`act.${one}`)}
              </Button>
            ))}
          </div>
        )
      )}
    </li>
  );
}

/** What was decided, why, and what follows until when. */
function Decided({ finding: { decided, notice, noticeGivenAt, appealBy, measures }, clauses: known }: Props) {
  const { t, language } = useText(FINDINGS_TEXT);
  const when = (at: string) => formatDateAndTime(at, language);
  if (!decided) return null;
  const names = decided.clauses.flatMap((code) => known.find((one) => one.code === code)?.clause[language] ?? []);
  return (
    <>
      <p>
        {decided.by
          ? t('decidedBy', { name: decided.by.name, at: when(decided.at) })
          : t('endedAt', { at: when(decided.at) })}
        {decided.dropReason && <>: {t(`drop.${decided.dropReason}`)}</>}
        {decided.reason && <> — “{decided.reason}”</>}
      </p>
      {names.length > 0 && <p className={css.small}>{names.join(' · ')}</p>}
      {measures.length > 0 && (
        <ul className={css.facts}>
          {measures.map(({ kind, until, isInForce, note: said }) => {
            const what = t(`measure.${kind}`);
            return (
              <li key={kind} data-over={!isInForce || undefined}>
                {isInForce ? t('until', { what, at: formatDate(until, language) }) : t('over', { what })}
                {said && <> — “{said}”</>}
              </li>
            );
          })}
        </ul>
      )}
      {notice && (
        <p className={noticeGivenAt ? css.small : css.caution}>
          {noticeGivenAt && appealBy
            ? t('notice.given', { at: formatDate(appealBy, language) })
            : t(`notice.${notice}`)}
        </p>
      )}
    </>
  );
}

function Appealed({ finding: { appeal } }: Pick<Props, 'finding'>) {
  const { t, language } = useText(FINDINGS_TEXT);
  const when = (at: string) => formatDateAndTime(at, language);
  if (!appeal) return null;
  const { at, by, text, decided } = appeal;
  return (
    <>
      <p>
        {by ? t('appealed.taken', { name: by.name, at: when(at) }) : t('appealed.reporter', { at: when(at) })}
        {text && <> — “{text}”</>}
      </p>
      {decided && (
        <p>
          {t('decidedBy', { name: decided.by.name, at: when(decided.at) })} — “{decided.reason}”
        </p>
      )}
    </>
  );
}

function Answers({ answers, isAwaited }: { answers: FindingView['answers']; isAwaited: boolean }) {
  const { t, language } = useText(FINDINGS_TEXT);
  if (answers.length === 0) return isAwaited ? <p className={css.small}>{t('answers.none')}</p> : null;
  return (
    <div className={css.answers}>
      <h4>{t('answers.title')}</h4>
      <ul className={css.facts}>
        {answers.map(({ at, text }) => (
          <li key={`${at} ${text}`}>
            “{text ?? t('answers.file')}” <span className={css.small}>{formatDateAndTime(at, language)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
