import { ActionIcon, Button, Textarea } from '@mantine/core';
import { IconMessageQuestion, IconSend2 } from '@tabler/icons-react';
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import type { ChatMessage, IncidentReport } from '#contract/incident';
import { useKeys } from '../../../ui/use-keys.ts';
import { NARROW, useMedia } from '../../../ui/use-media.ts';
import { useWords } from '../../../ui/use-words.ts';
import css from './Chat.module.css';
import { LatestWords } from './LatestWords.tsx';

const PHRASES = ['safe', 'canType', 'weapon', 'children', 'injured', 'where', 'coming', 'nearby'] as const;

type Props = {
  messages: readonly ChatMessage[];
  reports: readonly IncidentReport[];
  isSending: boolean;
  onShowChat: () => void;
  onSend: (text: string, reportId: string | undefined) => void;
};

/** Write to the reporter: the questions every officer asks are one tap. */
export function ChatForm({ messages, reports, isSending, onShowChat, onSend }: Props) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const [to, setTo] = useState<string | undefined>(undefined);
  const field = useRef<HTMLTextAreaElement>(null);
  useKeys({ m: () => field.current?.focus() });
  const isNarrow = useMedia(NARROW);
  const [asksPhrases, setAsksPhrases] = useState(false);
  const showsPhrases = !isNarrow || asksPhrases;
  const target = to ?? (reports.length > 1 ? reports[0]?.reportId : undefined);
  const send = (): void => {
    if (text.trim() === '' || isSending) return;
    onSend(text.trim(), target);
    setText('');
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send();
  };
  const leaveOrSend = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.preventDefault();
      field.current?.blur();
    }
    // An input method confirms a word with Enter as well; that must not send.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <div className={css.form}>
      <LatestWords messages={messages} onShow={onShowChat} />
      {showsPhrases && (
        <fieldset className={css.phrases} aria-label={t('chat.phrases')}>
          {PHRASES.map((phrase) => (
            <Button
              key={phrase}
              className={css.phrase}
              variant="default"
              disabled={isSending}
              onClick={() => onSend(t(`chat.phrase.${phrase}`), target)}
            >
              {t(`chat.phrase.${phrase}`)}
            </Button>
          ))}
        </fieldset>
      )}
      {reports.length > 1 && (
        <label className={css.to}>
          {t('chat.to')}
          <select value={target} onChange={(event) => setTo(event.currentTarget.value)}>
            {reports.map(({ reportId }, index) => (
              <option key={reportId} value={reportId}>
                {t('fact.reportNumber', { number: index + 1 })}
              </option>
            ))}
          </select>
        </label>
      )}
      <form className={css.write} onSubmit={submit}>
        {isNarrow && (
          <ActionIcon
            variant="default"
            className={css.ask}
            aria-label={t('chat.phrases')}
            aria-expanded={asksPhrases}
            onClick={() => setAsksPhrases(!asksPhrases)}
          >
            <IconMessageQuestion aria-hidden size={24} />
          </ActionIcon>
        )}
        <Textarea
          ref={field}
          className={css.field}
          aria-label={t('chat.write')}
          placeholder={t('chat.write')}
          aria-keyshortcuts="m"
          rows={1}
          maxLength={2000}
          size="lg"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={leaveOrSend}
        />
        <ActionIcon type="submit" className={css.send} aria-label={t('chat.send')} loading={isSending}>
          <IconSend2 aria-hidden size={24} />
        </ActionIcon>
      </form>
    </div>
  );
}
