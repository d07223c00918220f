import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { hasPlace, PLACEMENT_KINDS, PLACEMENT_STATUSES, type Placement, type PlacementFacts } from '#contract/outreach';
import { formatPlacementCode } from '#contract/placement-code';
import { linkTo } from '../../router.ts';
import { OUTREACH_TEXT } from '../../text/outreach.ts';
import { useText } from '../../ui/use-text.ts';
import { FormEnd } from './FormEnd.tsx';
import css from './outreach.module.css';
import { useSavePlacement } from './outreach-data.ts';
import { PositionField } from './PositionField.tsx';

type Props = ({ campaignId: string; known?: undefined } | { known: Placement; campaignId?: undefined }) & {
  onClose: () => void;
};

/** A placement, new or changed: also where it was moved to. Its code stays, because it is printed. */
export function PlacementForm({ campaignId, known, onClose }: Props) {
  const { t } = useText(OUTREACH_TEXT);
  const [facts, setFacts] = useState<PlacementFacts>(() => ({
    kind: known?.kind ?? 'store',
    name: known?.name ?? '',
    reference: known?.reference ?? null,
    position: known?.position ?? null,
    status: known?.status ?? 'planned',
  }));
  const save = useSavePlacement(campaignId, known);
  const change = (changed: Partial<PlacementFacts>): void => setFacts({ ...facts, ...changed });
  if (!known && save.data !== undefined)
    return (
      <p role="status" className={css.done}>
        {t('place.made', { code: formatPlacementCode(save.data) })}{' '}
        <a {...linkTo({ name: 'page', page: 'outreach', id: save.data })}>{t('place.open')}</a>
      </p>
    );
  return (
    <form
      className={css.form}
      aria-label={known ? t('place.change') : t('place.add')}
      onSubmit={(event) => {
        event.preventDefault();
        const sent = { ...facts, reference: facts.reference?.trim() || null };
        save.mutate(sent, { onSuccess: () => known && onClose() });
      }}
    >
      <NativeSelect
        size="lg"
        label={t('place.kind')}
        value={facts.kind}
        data={PLACEMENT_KINDS.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
        onChange={(event) => {
          const kind = PLACEMENT_KINDS.find((one) => one === event.currentTarget.value) ?? facts.kind;
          change({ kind, ...(!hasPlace(kind) && { position: null }) });
        }}
      />
      <TextInput
        size="lg"
        required
        maxLength={150}
        label={t('place.name')}
        description={t('place.nameHint')}
        value={facts.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <TextInput
        size="lg"
        maxLength={60}
        label={t('place.reference')}
        value={facts.reference ?? ''}
        onChange={(event) => change({ reference: event.currentTarget.value })}
      />
      {hasPlace(facts.kind) && (
        <PositionField required position={facts.position} onChange={(position) => change({ position })} />
      )}
      <NativeSelect
        size="lg"
        label={t('place.status')}
        value={facts.status}
        data={PLACEMENT_STATUSES.map((one) => ({ value: one, label: t(`status.${one}`) }))}
        onChange={(event) =>
          change({ status: PLACEMENT_STATUSES.find((one) => one === event.currentTarget.value) ?? facts.status })
        }
      />
      <FormEnd save={known ? t('place.save') : t('place.add')} sending={save} onCancel={onClose} />
    </form>
  );
}
