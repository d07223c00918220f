import type { Action } from '../../schemas/action.ts';
import type { BotMessage } from '../../schemas/message.ts';
import type { Tap } from '../actions.ts';
import { Picture } from './Picture.tsx';
import { withKeys } from './with-keys.ts';

type Template = Extract<BotMessage, { type: 'template' }>['template'];
type Card = { thumbnailImageUrl?: string; title?: string; text: string; actions: Action[] };

/** Buttons, confirm and both carousels. */
export function TemplateCard({ template, tap }: { template: Template; tap: Tap }) {
  if (template.type === 'image_carousel')
    return (
      <div className="card-row">
        {withKeys(template.columns).map(({ key, one }) => (
          <button key={key} type="button" className="image-card" onClick={() => tap(one.action as Action)}>
            <Picture url={one.imageUrl} />
            <span>{one.action.label}</span>
          </button>
        ))}
      </div>
    );
  const cards = (template.type === 'carousel' ? template.columns : [template]) as Card[];
  return (
    <div className="card-row">
      {withKeys(cards).map(({ key, one: card }) => (
        <div key={key} className={`template-card ${template.type}`}>
          {card.thumbnailImageUrl && <Picture className="template-picture" url={card.thumbnailImageUrl} />}
          {card.title && <b>{card.title}</b>}
          <p>{card.text}</p>
          <div className="template-actions">
            {withKeys(card.actions).map(({ key: at, one: action }) => (
              <button key={at} type="button" onClick={() => tap(action)}>
                {action.label}
              </button>
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
