import { IconMapPinFilled, IconMoodHappyFilled } from '@tabler/icons-react';
import { listMessageActions } from '../../chat/find-actions.ts';
import type { BotMessage } from '../../schemas/message.ts';
import type { Do, Tap } from '../actions.ts';
import { FlexCard, type FlexContainer } from './FlexCard.tsx';
import { Picture } from './Picture.tsx';
import { TemplateCard } from './TemplateCard.tsx';

type Props = { message: BotMessage; messageId: string; doIt: Do };

/** A message of the account, drawn as LINE on a phone draws it. */
export function BotMessageBody({ message, messageId, doIt }: Props) {
  const tap: Tap = (action) => {
    const index = listMessageActions(message).indexOf(action);
    void doIt({ do: 'tap-message', messageId, index });
  };
  switch (message.type) {
    case 'text':
    case 'textV2':
      return <p className="bubble">{message.text}</p>;
    case 'flex':
      return <FlexCard container={message.contents as FlexContainer} tap={tap} />;
    case 'template':
      return <TemplateCard template={message.template} tap={tap} />;
    case 'location':
      return (
        <div className="bubble place-card">
          <IconMapPinFilled aria-hidden />
          <b>{message.title}</b>
          <span>{message.address}</span>
          <small>
            {message.latitude.toFixed(5)}, {message.longitude.toFixed(5)}
          </small>
        </div>
      );
    case 'image':
      return <Picture className="photo" url={message.previewImageUrl} />;
    case 'video':
      return <Picture className="photo" url={message.previewImageUrl} />;
    case 'sticker':
      return <IconMoodHappyFilled className="sticker" aria-label={`${message.packageId}/${message.stickerId}`} />;
    case 'imagemap':
      return <Picture className="photo" url={`${message.baseUrl}/700`} alt={message.altText} />;
    case 'audio':
      return <p className="bubble">♪ {Math.round(message.duration / 1000)} s</p>;
    case 'coupon':
      return <p className="bubble">{message.couponId}</p>;
  }
}
