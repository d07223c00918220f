import { ActionIcon, Button, Textarea } from '@mantine/core';
import { IconMessageQuestion, IconSend2 } from '@tabler/icons-react';
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import type { IncidentDetail } from '#contract/incident';
import { isOpen } from '#contract/incident-status';
import type { QuestionId } from '#contract/silent-question';
import { isWritten } from '#contract/text';
import { useKeys } from '../../../ui/use-keys.ts';
import { useMedia } from '../../../ui/use-media.ts';
import { useText } from '../../../ui/use-text.ts';
import SilentChat from '../silent/SilentChat.tsx';
import css from './Chat.module.css';

/** Where the ready texts would take the space of the incident itself. */
const SMALL = '(max-width: 1023px), (max-height: 899px)';

const PHRASES = ['safe', 'canType', 'weapon', 'children', 'injured', 'where', 'coming', 'nearby'] as const;

type Props = {
  detail: IncidentDetail;
  /** The reporters that can be written to. */
  reports: IncidentDetail['reports'];
  /** Opened by hand: whoever opened it wants to write at once. */
  startsFocused: boolean;
  isSending: boolean;
  onAsk: (question: QuestionId, reportId: string) => void;
  onSend: (text: string, reportId: string | undefined) => void;
};

/** Writes to the reporter; the questions every officer asks are one tap. */
export function ChatForm({ detail, reports, startsFocused, isSending, onAsk, onSend }: Props) {
  const { t } = useText();
  const [text, setText] = useState('');
  const [to, setTo] = useState<string | undefined>(undefined);
  const field = useRef<HTMLTextAreaElement>(null);
  useKeys({ m: () => field.current?.focus() });
  const isNarrow = useMedia(SMALL);
  const [asksPhrases, setAsksPhrases] = useState(false);
  const showsPhrases = !isNarrow || asksPhrases;
  const [asksReady, setAsksReady] = useState(false);
  const target = to ?? (detail.reports.length > 1 ? reports[0]?.reportId : undefined);
  const written = reports.find(({ reportId }) => reportId === target) ?? reports[0];
  // A watched reporter gets none of the ready texts, which anybody looking over their shoulder could read.
  const isQuiet = written?.silent === true;
  const send = (): void => {
    if (!isWritten(text) || isSending) return;
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
      {!detail.incident.placeMasked && (
        <SilentChat
          detail={detail}
          reportId={written?.reportId}
          text={text.trim()}
          showsQuestions={isOpen(detail.incident.status) && (isQuiet ? showsPhrases : asksReady)}
          isSending={isSending}
          onAsk={onAsk}
        />
      )}
      {showsPhrases && !isQuiet && (
        <fieldset className={css.phrases} aria-label={t('chat.phrases')}>
          {isOpen(detail.incident.status) && (
            <Button
              className={css.phrase}
              variant="default"
              aria-expanded={asksReady}
              onClick={() => setAsksReady(!asksReady)}
            >
              {t('ready.more')}
            </Button>
          )}
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
            {reports.map(({ reportId }) => (
              <option key={reportId} value={reportId}>
                {t('fact.reportNumber', { number: detail.reports.findIndex((one) => one.reportId === reportId) + 1 })}
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
          autoFocus={startsFocused}
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
