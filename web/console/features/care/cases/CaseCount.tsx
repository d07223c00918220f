import { CASES_TEXT } from '../../../text/cases.ts';
import { useText } from '../../../ui/use-text.ts';
import { useCasesOf } from './case-data.ts';

/** Number of cases that nobody has; empty while it is loading. */
export function CaseCount({ className }: { className?: string | undefined }) {
  const { t } = useText(CASES_TEXT);
  const count = useCasesOf('open').data?.cases.filter(({ waitingSince }) => waitingSince !== null).length ?? 0;
  if (count === 0) return null;
  return (
    <strong className={className} title={t('group.nobody')}>
      {count}
    </strong>
  );
}
