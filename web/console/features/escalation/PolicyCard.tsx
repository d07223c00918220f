import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import type { EscalationPolicies, EscalationPolicy, PolicyAgencyKind } from '#contract/escalation';
import { ESCALATION_TEXT } from '../../text/escalation.ts';
import { formatAgency } from '../../ui/format-agency.ts';
import { formatDateAndTime } from '../../ui/format-time.ts';
import { useText } from '../../ui/use-text.ts';
import css from './escalation.module.css';
import { PolicySteps } from './PolicySteps.tsx';

type Props = {
  current: EscalationPolicy;
  /** Previous versions of the same branch. */
  earlier: EscalationPolicy[];
  editable: EscalationPolicies['editable'];
  onEdit: () => void;
};

/** The version in force for one kind of agency in one branch, with the previous ones. */
export function PolicyCard({ current, earlier, editable, onEdit }: Props) {
  const { t } = useText(ESCALATION_TEXT);
  const { language } = useText();
  return (
    <section className={css.card}>
      <div>
        <h3>
          {t(`kind.${current.agencyKind as PolicyAgencyKind}`)} ·{' '}
          {current.branch ? formatAgency(current.branch, language) : t('country')}
        </h3>
        <p className={css.muted}>
          {[
            t('version', { version: current.version }),
            ...(current.branch ? [t('insteadOf')] : []),
            ...(current.publishedBy
              ? [
                  t('published', { at: formatDateAndTime(current.publishedAt, language) }),
                  t('by', { name: current.publishedBy }),
                ]
              : []),
            ...(current.note ? [`“${current.note}”`] : []),
          ].join(' · ')}
        </p>
      </div>
      <PolicySteps steps={current.steps} repeatSeconds={current.repeatSeconds} />
      {editable && (
        <Button variant="default" leftSection={<IconPencil aria-hidden size={20} />} onClick={onEdit}>
          {editable.branchId === null ? t('edit.country') : t('edit.own', { branch: formatAgency(editable, language) })}
        </Button>
      )}
      {earlier.length > 0 && (
        <details>
          <summary>{t('history', { count: earlier.length })}</summary>
          {earlier.map((version) => (
            <div key={version.id}>
              <p className={css.muted}>
                {t('version', { version: version.version })} · {formatDateAndTime(version.publishedAt, language)}
                {version.publishedBy && ` · ${t('by', { name: version.publishedBy })}`}
                {version.note && ` · “${version.note}”`}
              </p>
              <PolicySteps steps={version.steps} repeatSeconds={version.repeatSeconds} />
            </div>
          ))}
        </details>
      )}
    </section>
  );
}
