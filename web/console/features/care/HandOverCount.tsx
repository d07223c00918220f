import { CARE_TEXT } from '../../text/care.ts';
import { useText } from '../../ui/use-text.ts';
import { useHandOvers } from './care-data.ts';

/** Number of hand-overs; empty while it is loading. */
export function HandOverCount({ className }: { className?: string | undefined }) {
  const { t } = useText(CARE_TEXT);
  const count = useHandOvers().data?.length ?? 0;
  if (count === 0) return null;
  return (
    <strong className={className} title={t('handOvers')}>
      {count}
    </strong>
  );
}
