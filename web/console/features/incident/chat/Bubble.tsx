import { IconAlertTriangle, IconCheck, IconClock } from '@tabler/icons-react';
import { useState } from 'react';
import type { ChatMessage } from '#contract/incident';
import { LANGUAGE_NAMES, LANGUAGE_TAGS, readScript } from '#contract/languages';
import { formatTime } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import { answerText } from '../silent/answer-text.ts';
import css from './Chat.module.css';

const DELIVERY_ICONS = { pending: IconClock, sent: IconCheck, failed: IconAlertTriangle } as const;

/** `isWeb`: it is read on the citizen page, which says itself when it was shown. `reporterNumber` 0: there is only one reporter, so no number is shown. */
export function Bubble({
  message,
  reporterNumber,
  isWeb,
}: {
  message: ChatMessage;
  reporterNumber: number;
  isWeb: boolean;
}) {
  const { t, language } = useText();
  const who = message.from === 'officer' ? (message.by?.name ?? t('chat.fromOfficer')) : t('chat.fromReporter');
  // Shown as it was written; whoever can't read it learns which language to find somebody for.
  const written = readScript(message.text ?? '');
  const DeliveryIcon = message.delivery && DELIVERY_ICONS[message.delivery];
  return (
    <li className={css.bubble} data-from={message.from}>
      {message.unsentAt ? (
        <p className={css.unsent}>{t('chat.unsent')}</p>
      ) : (
        <>
          <Attachment message={message} />
          {message.text && (
            <p className={css.text} lang={written && LANGUAGE_TAGS[written]}>
              {message.text}
            </p>
          )}
          {message.question && (
            <p className={css.meaning}>
              {t(`ready.question.${message.question}`)}
              {message.answer && <strong> {answerText(message.answer, t)}</strong>}
            </p>
          )}
        </>
      )}
      <p className={css.meta}>
        {reporterNumber > 0 ? t('fact.reportNumber', { number: reporterNumber }) : who} ·{' '}
        {formatTime(message.at, language)}
        {written && written !== 'th' && ` · ${LANGUAGE_NAMES[language][written]}`}
        {message.delivery && DeliveryIcon && (
          <span className={css.delivery} data-state={message.delivery}>
            {' '}
            · <DeliveryIcon aria-hidden size={16} /> {t(`chat.${isWeb ? 'onPage' : 'delivery'}.${message.delivery}`)}
          </span>
        )}
      </p>
    </li>
  );
}

function Attachment({ message }: { message: ChatMessage }) {
  const { t } = useText();
  const { kind, attachment } = message;
  // The first link is kept while it is on screen: each reading of the incident brings a new one, and every opening is a
  // recorded view.
  const [shown, setShown] = useState(message.attachmentUrl);
  const attachmentUrl = message.attachmentUrl === null ? null : (shown ?? message.attachmentUrl);
  if (kind === 'text') return null;
  const name = t(`chat.kind.${kind}`);
  if (kind === 'sticker' || kind === 'location') return message.text ? null : <p className={css.unsent}>{name}</p>;
  if (attachment?.refusal)
    return <p className={css.unsent}>{`${name} · ${t(`chat.refused.${attachment.refusal}`)}`}</p>;
  if (!attachmentUrl) return <p className={css.unsent}>{`${name} · ${t('chat.attachmentPending')}`}</p>;
  if (kind === 'image') {
    return (
      <a
        href={message.attachmentUrl ?? attachmentUrl}
        target="_blank"
        rel="noreferrer"
        aria-label={`${name}: ${t('chat.openAttachment')}`}
      >
        <img
          className={css.photo}
          src={attachmentUrl}
          alt={name}
          loading="lazy"
          onError={() => setShown(message.attachmentUrl)}
        />
      </a>
    );
  }
  return (
    <a className={css.file} href={message.attachmentUrl ?? attachmentUrl} target="_blank" rel="noreferrer">
      {name} · {t('chat.openAttachment')}
    </a>
  );
}
