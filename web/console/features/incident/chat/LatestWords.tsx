import { UnstyledButton } from '@mantine/core';
import { IconMessage } from '@tabler/icons-react';
import type { ChatMessage } from '#contract/incident';
import { sayTime } from '../../../ui/time-words.ts';
import { useWords } from '../../../ui/use-words.ts';
import { answerWords } from '../silent/answer-words.ts';
import css from './Chat.module.css';

type Props = { messages: readonly ChatMessage[]; onShow: () => void };

/** The reporter's last words, always in sight above the field to answer in; a tap shows the whole chat. */
export function LatestWords({ messages, onShow }: Props) {
  const { t, language } = useWords();
  const latest = messages.findLast(({ from, unsentAt }) => from === 'reporter' && !unsentAt);
  if (!latest) return null;
  return (
    <UnstyledButton className={css.latest} onClick={onShow}>
      <IconMessage aria-hidden size={20} />
      <span className={css.latestWords}>
        <span className="only-for-ears">{t('chat.latest')}: </span>
        {latest.question
          ? `${t(`ready.question.${latest.question}`)} ${answerWords(latest.answer, t) ?? ''}`
          : (latest.text ?? t(`chat.kind.${latest.kind}`))}
      </span>
      <span className={css.meta}>{sayTime(latest.at, language)}</span>
    </UnstyledButton>
  );
}
