import { type CSSProperties, useState } from 'react';
import { useText } from '../text/text.tsx';

type Props = { url: string; className?: string; alt?: string; style?: CSSProperties };

/** LINE takes only https; a bot on this machine has none, so its own addresses are fetched by http instead. */
const asHttp = (url: string) => url.replace(/^https:\/\/(127\.0\.0\.1|localhost)(?=[:/])/, 'http://$1');

/** A picture that the bot named; a plain box with text if it can't be fetched. */
export function Picture({ url, className, alt = '', style }: Props) {
  const { texts } = useText();
  const [missing, setMissing] = useState(false);
  if (missing)
    return (
      <span className={`picture-missing ${className ?? ''}`} style={style}>
        {alt || texts.imageMissing}
      </span>
    );
  return <img className={className} style={style} src={asHttp(url)} alt={alt} onError={() => setMissing(true)} />;
}
