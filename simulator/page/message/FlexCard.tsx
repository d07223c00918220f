import type { Action } from '../../schemas/action.ts';
import type { Tap } from '../actions.ts';
import { FlexPart } from './FlexPart.tsx';
import { type FlexComponent, text } from './flex-style.ts';
import { withKeys } from './with-keys.ts';

type BlockStyle = { backgroundColor?: string; separator?: boolean; separatorColor?: string };
type Bubble = {
  type: 'bubble';
  size?: string;
  direction?: 'ltr' | 'rtl';
  styles?: Partial<Record<Block, BlockStyle>>;
  action?: Action;
} & Partial<Record<Block, FlexComponent>>;
type Block = 'header' | 'hero' | 'body' | 'footer';
export type FlexContainer = Bubble | { type: 'carousel'; contents: Bubble[] };

/** One bubble or a row of them. */
export function FlexCard({ container, tap }: { container: FlexContainer; tap: Tap }) {
  const bubbles = container.type === 'carousel' ? container.contents : [container];
  return (
    <div className="card-row">
      {withKeys(bubbles).map(({ key, one }) => (
        <FlexBubble key={key} bubble={one} tap={tap} />
      ))}
    </div>
  );
}

const blocks: Block[] = ['header', 'hero', 'body', 'footer'];

function FlexBubble({ bubble, tap }: { bubble: Bubble; tap: Tap }) {
  return (
    <div className={`flex-bubble ${bubble.size ?? 'mega'}`} dir={bubble.direction}>
      {blocks.map((name) => {
        const block = bubble[name];
        const style = bubble.styles?.[name];
        if (!block) return null;
        return (
          <div key={name} className={`flex-block ${name}`} style={{ backgroundColor: text(style?.backgroundColor) }}>
            {style?.separator && <hr style={{ borderColor: style.separatorColor }} />}
            <FlexPart component={block} parent={undefined} isFirst tap={tap} />
          </div>
        );
      })}
    </div>
  );
}
