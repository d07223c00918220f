import { UnstyledButton } from '@mantine/core';
import { IconMessage } from '@tabler/icons-react';
import type { ChatMessage } from '#contract/incident';
import { formatTime } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import { answerText } from '../silent/answer-text.ts';
import css from './Chat.module.css';

type Props = { messages: readonly ChatMessage[]; onShow: () => void };

/** The reporter's newest message, always visible above the text field; a tap shows the whole chat. */
export function LatestMessage({ messages, onShow }: Props) {
  const { t, language } = useText();
  const latest = messages.findLast(({ from, unsentAt }) => from === 'reporter' && !unsentAt);
  if (!latest) return null;
  return (
    <UnstyledButton className={css.latest} onClick={onShow}>
      <IconMessage aria-hidden size={20} />
      <span className={css.latestMessage}>
        <span className="visually-hidden">{t('chat.latest')}: </span>
        {latest.question
          ? `${t(`ready.question.${latest.question}`)} ${answerText(latest.answer, t) ?? ''}`
          : (latest.text ?? t(`chat.kind.${latest.kind}`))}
      </span>
      <span className={css.meta}>{formatTime(latest.at, language)}</span>
    </UnstyledButton>
  );
}
