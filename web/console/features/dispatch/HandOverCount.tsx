import { useWords } from '../../ui/use-words.ts';
import { useHandOvers } from './afterwards.ts';

/** How many were handed over; nothing while that is not known. */
export function HandOverCount({ className }: { className?: string | undefined }) {
  const { t } = useWords();
  const count = useHandOvers().data?.length ?? 0;
  if (count === 0) return null;
  return (
    <strong className={className} title={t('afterwards.handOvers')}>
      {count}
    </strong>
  );
}
