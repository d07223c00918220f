import { useState } from 'react';
import type { Me } from '#contract/access';
import { LADDER_KINDS, type Ladder, type LadderKind } from '#contract/escalation';
import { PageList } from '../../ui/PageList.tsx';
import { LadderCard } from './LadderCard.tsx';
import { LadderForm } from './LadderForm.tsx';
import { LadderPreviewCard } from './LadderPreviewCard.tsx';
import css from './ladder.module.css';
import { useLadderWords } from './ladder-words.ts';
import { useLadders } from './use-ladders.ts';

/** The ladders of the country and of one's branch: what happens when nobody answers, now and by which version. */
export default function LaddersPage({ me }: { me: Me }) {
  const t = useLadderWords();
  const list = useLadders();
  const [edited, setEdited] = useState<Ladder | null>(null);
  const [isDone, setDone] = useState(false);
  const { ladders = [], editable } = list.data ?? {};
  const current = ladders.filter(({ isCurrent }) => isCurrent);
  const inOrder = LADDER_KINDS.flatMap((kind) => current.filter(({ agencyKind }) => agencyKind === kind));
  const isOf = (one: Ladder, kind: string, branchId: string | null) =>
    one.agencyKind === kind && (one.branch?.id ?? null) === branchId;
  const stations = me.memberships.filter(({ agencyKind }) =>
    LADDER_KINDS.some((kind: LadderKind) => kind === agencyKind),
  );
  const ownVersion = (kind: string) =>
    editable ? (current.find((one) => isOf(one, kind, editable.branchId))?.version ?? 0) : 0;
  return (
    <section className={css.page} aria-labelledby="ladders-title">
      <h2 id="ladders-title" className={css.title}>
        {t('title')}
      </h2>
      <p className={css.muted}>{t('hint')}</p>
      {isDone && <p role="status">{t('edit.done')}</p>}
      {edited && (
        <LadderForm
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
      {!edited && stations.map(({ agency }) => <LadderPreviewCard key={agency.id} agency={agency} />)}
      <PageList list={list} isEmpty={false} empty="">
        {!edited &&
          inOrder.map((one) => (
            <LadderCard
              key={one.id}
              current={one}
              earlier={ladders.filter(
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
