import type { CSSProperties, ReactNode } from 'react';
import type { Action } from '../../schemas/action.ts';
import type { Tap } from '../actions.ts';
import {
  boxStyle,
  type FlexComponent,
  fontSize,
  gravityOf,
  imageWidth,
  letterStyle,
  placeStyle,
  text,
} from './flex-style.ts';
import { Picture } from './Picture.tsx';
import { withKeys } from './with-keys.ts';

type Props = { component: FlexComponent; parent: FlexComponent | undefined; isFirst: boolean; tap: Tap };

/** One Flex component, with everything inside it. */
export function FlexPart({ component, parent, isFirst, tap }: Props) {
  const place = placeStyle(component, parent, isFirst);
  switch (component.type) {
    case 'box':
      return (
        <Tappable component={component} tap={tap} className="flex-box" style={{ ...place, ...boxStyle(component) }}>
          {withKeys(component.contents).map(({ key, one, index }) => (
            <FlexPart key={key} component={one} parent={component} isFirst={index === 0} tap={tap} />
          ))}
        </Tappable>
      );
    case 'text':
      return <FlexText component={component} place={place} tap={tap} />;
    case 'button':
      return <FlexButton component={component} place={place} tap={tap} />;
    case 'image':
      return <FlexImage component={component} place={place} tap={tap} />;
    case 'icon':
      return (
        <span style={{ ...place, fontSize: fontSize(component.size), height: '1em', alignSelf: 'baseline' }}>
          <Picture url={String(component.url)} style={{ height: '1em', width: 'auto' }} />
        </span>
      );
    case 'separator':
      return <span className="flex-separator" style={{ ...place, backgroundColor: text(component.color) }} />;
    case 'video':
      return <Picture url={String(component.previewUrl)} />;
    default:
      return <span style={place} />;
  }
}

type PartProps = { component: FlexComponent; place: CSSProperties; tap: Tap };

function FlexText({ component, place, tap }: PartProps) {
  const lines = component.wrap ? (component.maxLines as number | undefined) : 1;
  const align = component.align === 'start' || component.align === undefined ? 'start' : text(component.align);
  const style: CSSProperties = {
    ...place,
    fontSize: fontSize(component.size),
    ...letterStyle(component),
    textAlign: align as CSSProperties['textAlign'],
    alignSelf: gravityOf(component),
    whiteSpace: component.wrap ? 'pre-wrap' : 'nowrap',
  };
  const clamp = lines ? { WebkitLineClamp: lines } : {};
  return (
    <Tappable
      component={component}
      tap={tap}
      className={`flex-text ${lines ? 'clamped' : ''}`}
      style={{ ...style, ...clamp }}
    >
      {component.contents
        ? withKeys(component.contents).map(({ key, one }) => (
            <span key={key} style={letterStyle(one)}>
              {text(one.text)}
            </span>
          ))
        : text(component.text)}
    </Tappable>
  );
}

function FlexButton({ component, place, tap }: PartProps) {
  const action = component.action as Action;
  const buttonStyle = text(component.style) ?? 'link';
  const color = text(component.color);
  const paint = buttonStyle === 'link' ? { color } : { backgroundColor: color };
  return (
    <button
      type="button"
      className={`flex-button ${buttonStyle} ${component.height === 'sm' ? 'small' : ''}`}
      style={{ ...place, ...paint, alignSelf: gravityOf(component) }}
      onClick={() => tap(action)}
    >
      {action.label}
    </button>
  );
}

function FlexImage({ component, place, tap }: PartProps) {
  const ratio = (text(component.aspectRatio) ?? '1:1').replace(':', ' / ');
  const fit = component.aspectMode === 'cover' ? 'cover' : 'contain';
  const align = { start: 'flex-start', end: 'flex-end' }[String(component.align)] ?? 'center';
  const picture: CSSProperties = {
    width: imageWidth(component.size),
    maxWidth: '100%',
    aspectRatio: ratio,
    objectFit: fit,
    backgroundColor: text(component.backgroundColor),
  };
  return (
    <Tappable component={component} tap={tap} className="flex-image" style={{ ...place, justifyContent: align }}>
      <Picture url={String(component.url)} style={picture} />
    </Tappable>
  );
}

type TappableProps = {
  component: FlexComponent;
  tap: Tap;
  className: string;
  style: CSSProperties;
  children: ReactNode;
};

/** Any component may have an action; then it is a button for mouse and keyboard. */
function Tappable({ component, tap, className, style, children }: TappableProps) {
  const action = component.action as Action | undefined;
  if (!action)
    return (
      <div className={className} style={style}>
        {children}
      </div>
    );
  return (
    <button
      type="button"
      className={`tappable ${className}`}
      style={style}
      title={action.label}
      onClick={() => tap(action)}
    >
      {children}
    </button>
  );
}
