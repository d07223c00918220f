import { Button } from '@mantine/core';
import { IconSend2 } from '@tabler/icons-react';
import { useState } from 'react';
import type { SilentHelp } from '#contract/silent-help';
import type { QuestionId } from '#contract/silent-question';
import { useText } from '../../../ui/use-text.ts';
import { LastAnswer } from './LastAnswer.tsx';
import { PhoneScreen } from './PhoneScreen.tsx';
import css from './ReadyQuestions.module.css';

type Props = {
  report: SilentHelp['reports'][number];
  asked: SilentHelp['asked'];
  isSending: boolean;
  onAsk: (question: QuestionId) => void;
};

/** Questions answered by one tap: chosen, previewed as the reporter will see them, then sent. */
export function ReadyQuestions({ report, asked, isSending, onAsk }: Props) {
  const { t } = useText();
  const [chosen, setChosen] = useState<QuestionId | null>(null);
  const own = asked.filter(({ reportId }) => reportId === report.reportId);
  const last = own.at(-1);
  if (report.limit === 'not-safe') {
    return (
      <p className={css.stop} role="note">
        {t('ready.notSafe')}
      </p>
    );
  }
  const isFirst = report.limit === 'safe-to-write-first';
  const shown = report.questions.find(({ question }) => question === chosen);
  return (
    <section aria-label={t('ready.title')}>
      {last?.answer === null && <LastAnswer asked={last} />}
      {shown && (
        <div className={css.chosen}>
          <PhoneScreen screen={shown.screen} />
          <div className={css.row}>
            <Button
              leftSection={<IconSend2 aria-hidden size={20} />}
              loading={isSending}
              onClick={() => {
                onAsk(shown.question);
                setChosen(null);
              }}
            >
              {t('ready.ask')}
            </Button>
            <Button variant="default" onClick={() => setChosen(null)}>
              {t('app.cancel')}
            </Button>
          </div>
        </div>
      )}
      {isFirst && !shown && <p className={css.hint}>{t('ready.first')}</p>}
      <fieldset className={css.questions} aria-label={t('ready.title')}>
        {report.questions.map(({ question }) => (
          <Button
            key={question}
            className={css.question}
            variant="default"
            aria-pressed={question === chosen}
            disabled={isSending || (isFirst && question !== 'safe-to-write')}
            onClick={() => setChosen(question)}
          >
            {t(`ready.question.${question}`)}
          </Button>
        ))}
      </fieldset>
    </section>
  );
}
