import '@mantine/core/styles/NumberInput.layer.css';
import { Button, NumberInput } from '@mantine/core';
import { IconCheck, IconDoorExit, IconTrendingDown } from '@tabler/icons-react';
import { useState } from 'react';
import type { EefCheck } from '#contract/eef-api';
import { SCHOOL_CHECK_RESULTS, type SchoolCheckResult } from '#contract/eef-checks';
import { type ThaiDay, thaiDayOf } from '#contract/thai-day';
import { serverNow } from '../../live/clock.ts';
import { EEF_TEXT } from '../../text/eef.ts';
import { DayField } from '../../ui/DayField.tsx';
import { formatAgency } from '../../ui/format-agency.ts';
import { InlineForm } from '../../ui/InlineForm.tsx';
import { listed } from '../../ui/list-keys.ts';
import { PageList } from '../../ui/PageList.tsx';
import { formatDay } from '../../ui/thai-day.ts';
import { useText } from '../../ui/use-text.ts';
import css from './eef.module.css';
import { useCheckAnswer, useChecks } from './eef-data.ts';

/** Children whose return is to be looked at now, the most overdue first. */
export function ChecksPart() {
  const { t } = useText(EEF_TEXT);
  const list = useChecks();
  return (
    <>
      <p className={css.small}>{t('checksAbout')}</p>
      <PageList list={list} isEmpty={list.data?.checks.length === 0} empty={t('none.checks')}>
        <ul className={css.rows}>
          {list.data?.checks.map((check) => (
            <CheckRow key={check.id} check={check} />
          ))}
        </ul>
        {list.data?.isCut && <p className={css.small}>{t('checksCut')}</p>}
      </PageList>
    </>
  );
}

const ICONS: Record<SchoolCheckResult, typeof IconCheck> = {
  attending: IconCheck,
  'attending-less': IconTrendingDown,
  left: IconDoorExit,
};

function CheckRow({ check }: { check: EefCheck }) {
  const { t, language } = useText(EEF_TEXT);
  const [result, setResult] = useState<SchoolCheckResult | null>(null);
  const { child, kind, state, dueOn, returnedOn } = check;
  const { referral, name, school } = child;
  return (
    <li className={css.row} data-row={check.id} data-late={state === 'late' || undefined}>
      <div className={css.check}>
        <div className={css.who}>
          <strong>{name ?? referral.code}</strong>
          <span className={css.small}>
            {school?.school && `${school.school} · `}
            {referral.outcome && `${t(`outcome.${referral.outcome}`)} `}
            {t('since', { day: formatDay(returnedOn, language) })} · {formatAgency(referral.from, language)}
          </span>
        </div>
        <p className={css.until}>
          <strong>{t(`check.${kind}`)}</strong>
          <span data-late={state === 'late' || undefined}>
            {t(state === 'late' ? 'checkLate' : 'checkDue', { day: formatDay(dueOn, language) })}
          </span>
        </p>
        {check.mayAnswer && result === null && (
          <div className={css.results}>
            {SCHOOL_CHECK_RESULTS.map((one, at) => {
              const Icon = ICONS[one];
              return (
                <Button
                  key={one}
                  size="md"
                  variant="default"
                  leftSection={<Icon aria-hidden size={20} />}
                  onClick={() => setResult(one)}
                  aria-label={`${t(`checkResult.${one}`)}: ${name ?? referral.code}`}
                  {...(at === 0 && listed(check.id))}
                >
                  {t(`checkResult.${one}`)}
                </Button>
              );
            })}
          </div>
        )}
      </div>
      {result && <AnswerForm id={check.id} result={result} onCancel={() => setResult(null)} />}
    </li>
  );
}

function AnswerForm({ id, result, onCancel }: { id: string; result: SchoolCheckResult; onCancel(): void }) {
  const { t } = useText(EEF_TEXT);
  const [on, setOn] = useState<ThaiDay | undefined>(() => thaiDayOf(new Date(serverNow())));
  const [attendance, setAttendance] = useState<number | string>('');
  const send = useCheckAnswer(id);
  const percent = typeof attendance === 'number' ? attendance : null;
  return (
    <InlineForm
      why={t(`checkWhy.${result}`)}
      submitLabel={t('saveCheck')}
      tone={result === 'left' ? 'danger' : undefined}
      isReady={on !== undefined}
      isSending={send.isPending}
      error={send.error}
      onCancel={onCancel}
      onSubmit={() =>
        send.mutate({ result, on, ...(result !== 'left' && percent !== null && { attendance: percent }) })
      }
    >
      <DayField past label={t(result === 'left' ? 'leftOn' : 'seenOn')} value={on} onChange={setOn} />
      {result !== 'left' && (
        <NumberInput
          size="md"
          label={t('attendance')}
          min={0}
          max={100}
          suffix=" %"
          value={attendance}
          onChange={setAttendance}
        />
      )}
    </InlineForm>
  );
}
