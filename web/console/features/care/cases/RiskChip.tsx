import { IconAlertTriangle, IconCircleCheck, IconEye, IconHelpCircle } from '@tabler/icons-react';
import type { CaseRisk } from '#contract/case-forms';
import { CASES_TEXT } from '../../../text/cases.ts';
import { useText } from '../../../ui/use-text.ts';
import work from '../../../ui/work-rows.module.css';
import { useFormTexts } from './use-form-texts.ts';

const ICONS = { high: IconAlertTriangle, medium: IconEye, low: IconCircleCheck };

/** Outlined, with icon and word: it does not compete with "nobody has it". */
export function RiskChip({ risk }: { risk: CaseRisk | null }) {
  const { t } = useText(CASES_TEXT);
  const { risks } = useFormTexts();
  const Icon = risk === null ? IconHelpCircle : ICONS[risk];
  return (
    <span className={work.chip} data-risk={risk ?? 'unknown'}>
      <Icon aria-hidden size={18} /> {risk === null ? t('noRisk') : risks[risk]}
    </span>
  );
}
