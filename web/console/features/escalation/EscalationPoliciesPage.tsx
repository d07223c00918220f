import { useState } from 'react';
import type { Me } from '#contract/access';
import { type EscalationPolicy, POLICY_AGENCY_KINDS, type PolicyAgencyKind } from '#contract/escalation';
import { ESCALATION_TEXT } from '../../text/escalation.ts';
import { PageList } from '../../ui/PageList.tsx';
import { useText } from '../../ui/use-text.ts';
import { EscalationPreviewCard } from './EscalationPreviewCard.tsx';
import css from './escalation.module.css';
import { PolicyCard } from './PolicyCard.tsx';
import { PolicyForm } from './PolicyForm.tsx';
import { useEscalationPolicies } from './use-escalation-policies.ts';

/** The escalation policies of the country and of the person's branch. */
export default function EscalationPoliciesPage({ me }: { me: Me }) {
  const { t } = useText(ESCALATION_TEXT);
  const list = useEscalationPolicies();
  const [edited, setEdited] = useState<EscalationPolicy | null>(null);
  const [isDone, setDone] = useState(false);
  const { policies = [], editable } = list.data ?? {};
  const current = policies.filter(({ isCurrent }) => isCurrent);
  const inOrder = POLICY_AGENCY_KINDS.flatMap((kind) => current.filter(({ agencyKind }) => agencyKind === kind));
  const isOf = (one: EscalationPolicy, kind: string, branchId: string | null) =>
    one.agencyKind === kind && (one.branch?.id ?? null) === branchId;
  const stations = me.memberships.filter(({ agencyKind }) =>
    POLICY_AGENCY_KINDS.some((kind: PolicyAgencyKind) => kind === agencyKind),
  );
  const ownVersion = (kind: string) =>
    editable ? (current.find((one) => isOf(one, kind, editable.branchId))?.version ?? 0) : 0;
  return (
    <section className={css.page} aria-labelledby="escalation-policies-title">
      <h2 id="escalation-policies-title" className={css.title}>
        {t('title')}
      </h2>
      <p className={css.muted}>{t('hint')}</p>
      {isDone && <p role="status">{t('edit.done')}</p>}
      {edited && (
        <PolicyForm
          key={edited.id}
          from={edited}
          basedOn={ownVersion(edited.agencyKind)}
          onDone={() => {
            setEdited(null);
            setDone(true);
          }}
          onCancel={() => setEdited(null)}
        />
      )}
      {!edited && stations.map(({ agency }) => <EscalationPreviewCard key={agency.id} agency={agency} />)}
      <PageList list={list} isEmpty={false} empty="">
        {!edited &&
          inOrder.map((one) => (
            <PolicyCard
              key={one.id}
              current={one}
              earlier={policies.filter(
                (other) => !other.isCurrent && isOf(other, one.agencyKind, one.branch?.id ?? null),
              )}
              editable={editable}
              onEdit={() => {
                setDone(false);
                setEdited(one);
              }}
            />
          ))}
      </PageList>
    </section>
  );
}
