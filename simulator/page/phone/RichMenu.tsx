import { IconChevronDown, IconChevronUp, IconKeyboard } from '@tabler/icons-react';
import type { RichMenuView } from '../../control/view.ts';
import type { Do } from '../actions.ts';
import { useText } from '../text/text.tsx';

type Props = { menu: RichMenuView; doIt: Do; onKeyboard: () => void };

const share = (part: number, whole: number) => `${(100 * part) / whole}%`;

/** The bot's picture with its tappable areas, and the bar that shows or hides it. */
export function RichMenu({ menu, doIt, onKeyboard }: Props) {
  const { texts } = useText();
  const { size, areas, open } = menu;
  return (
    <div className="rich-menu">
      <div className="rich-menu-bar">
        <button type="button" className="plain-icon" aria-label={texts.keyboard} onClick={onKeyboard}>
          <IconKeyboard aria-hidden />
        </button>
        <button
          type="button"
          className="chat-bar-text"
          aria-expanded={open}
          onClick={() => void doIt({ do: open ? 'hide-menu' : 'show-menu' })}
        >
          {menu.chatBarText}
          {open ? <IconChevronDown aria-hidden size={18} /> : <IconChevronUp aria-hidden size={18} />}
        </button>
      </div>
      {open && (
        <div className="rich-menu-picture" style={{ aspectRatio: `${size.width} / ${size.height}` }}>
          {menu.hasImage ? (
            <img src={`/simulator/rich-menus/${menu.richMenuId}/image`} alt="" draggable={false} />
          ) : (
            <p>{texts.menuNoImage}</p>
          )}
          {areas.map(({ bounds, action }, index) => (
            <button
              key={`${bounds.x}-${bounds.y}`}
              type="button"
              aria-label={action.label ?? `${texts.area} ${index + 1}`}
              style={{
                left: share(bounds.x, size.width),
                top: share(bounds.y, size.height),
                width: share(bounds.width, size.width),
                height: share(bounds.height, size.height),
              }}
              onClick={() => void doIt({ do: 'tap-rich-menu', name: index })}
            />
          ))}
        </div>
      )}
    </div>
  );
}
