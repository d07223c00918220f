import { Button } from '@mantine/core';
import { IconCheck, IconClock, IconHelpCircle, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { CapacityQuestions as Questions } from '#contract/referral-api';
import { DAY_MS, thaiDayOf } from '#contract/thai-day';
import { describeProblem } from '../../api/describe-problem.ts';
import { serverNow } from '../../live/clock.ts';
import { REFERRALS_TEXT } from '../../text/referrals.ts';
import { Choices } from '../../ui/Choices.tsx';
import { formatAgency } from '../../ui/format-agency.ts';
import { InlineForm } from '../../ui/InlineForm.tsx';
import { Since } from '../../ui/Since.tsx';
import { formatDay } from '../../ui/thai-day.ts';
import { useText } from '../../ui/use-text.ts';
import work from '../../ui/work-rows.module.css';
import { useAnswerCapacity, useCapacityQuestions } from './referral-data.ts';
import css from './referrals.module.css';
import { useReferralTexts } from './use-referral-texts.ts';

/** "Have you a place?": answered from the list, because there is nothing to read and nobody is named. */
export function CapacityQuestions({ mayAnswer }: { mayAnswer: boolean }) {
  const { t } = useText(REFERRALS_TEXT);
  const questions = useCapacityQuestions().data ?? [];
  if (questions.length === 0) return null;
  return (
    <section aria-labelledby="capacity">
      <h3 id="capacity" className={work.group} data-part="doNow">
        <IconHelpCircle aria-hidden size={22} /> {t('capacity.title')} <span>{questions.length}</span>
      </h3>
      <ul className={work.rows}>
        {questions.map((question) => (
          <Row key={question.id} question={question} mayAnswer={mayAnswer} />
        ))}
      </ul>
    </section>
  );
}

/** "Full now, a place in so many days". */
const LATER_DAYS = [3, 7, 14, 30];

function Row({ question, mayAnswer }: { question: Questions['questions'][number]; mayAnswer: boolean }) {
  const { t, language } = useText(REFERRALS_TEXT);
  const texts = useReferralTexts();
  const [isLater, setLater] = useState(false);
  const [days, setDays] = useState('7');
  const answer = useAnswerCapacity(question.id);
  const dayIn = (count: number) => thaiDayOf(new Date(serverNow() + count * DAY_MS));
  return (
    <li className={work.row}>
      <div className={work.what}>
        <strong>{texts.titleOf(question)}</strong>
        <p>
          {t('from', { agency: formatAgency(question.from, language) })} · {texts.placeOf(question.place)}
        </p>
        <p className={css.small}>
          {texts.urgencies[question.urgency]} · <Since at={question.askedAt} text={(time) => t('asked', { time })} />
        </p>
      </div>
      {mayAnswer && !isLater && (
        <div className={css.others}>
          <Button
            variant="default"
            leftSection={<IconCheck aria-hidden size={22} />}
            disabled={answer.isPending}
            onClick={() => answer.mutate({ answer: 'yes' })}
          >
            {t('capacity.yes')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconX aria-hidden size={22} />}
            disabled={answer.isPending}
            onClick={() => answer.mutate({ answer: 'no' })}
          >
            {t('capacity.no')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconClock aria-hidden size={22} />}
            disabled={answer.isPending}
            onClick={() => setLater(true)}
          >
            {t('capacity.later')}
          </Button>
        </div>
      )}
      {(isLater || answer.isError) && (
        <div className={work.under}>
          {answer.isError && (
            <p role="alert" className={css.problem}>
              {describeProblem(answer.error, language)}
            </p>
          )}
          {isLater && (
            <InlineForm
              submitLabel={t('button.save')}
              isSending={answer.isPending}
              onSubmit={() => answer.mutate({ answer: 'later', freeFrom: dayIn(Number(days)) })}
              onCancel={() => setLater(false)}
            >
              <Choices
                label={t('capacity.from')}
                options={LATER_DAYS.map((count) => ({
                  value: String(count),
                  label: formatDay(dayIn(count), language),
                }))}
                chosen={[days]}
                onChange={([chosen = days]) => setDays(chosen)}
              />
            </InlineForm>
          )}
        </div>
      )}
    </li>
  );
}
