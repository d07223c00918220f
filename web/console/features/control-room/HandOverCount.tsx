import { useText } from '../../ui/use-text.ts';
import { useHandOvers } from './aftercare.ts';

/** How many were handed over; nothing while that is not known. */
export function HandOverCount({ className }: { className?: string | undefined }) {
  const { t } = useText();
  const count = useHandOvers().data?.length ?? 0;
  if (count === 0) return null;
  return (
    <strong className={className} title={t('aftercare.handOvers')}>
      {count}
    </strong>
  );
}
