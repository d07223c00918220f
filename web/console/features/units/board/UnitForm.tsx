import { NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isWritten } from '#contract/text';
import { UNIT_KINDS, type UnitKind } from '#contract/unit-status';
import type { Unit } from '#contract/units';
import { describeProblem } from '../../../api/describe-problem.ts';
import { UNITS_TEXT } from '../../../text/units.ts';
import { ConfirmButton } from '../../../ui/ConfirmButton.tsx';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { useText } from '../../../ui/use-text.ts';
import css from './board.module.css';
import { disbandUnit, saveUnit, UNITS_KEY, useCrew } from './board.ts';

type Props = { agencyId: string; unit: Unit | null; onDone: () => void };

/** Call sign, kind and crew of a unit. People of another unit are shown with it and cannot be chosen. */
export function UnitForm({ agencyId, unit, onDone }: Props) {
  const { language } = useText();
  const { t } = useText(UNITS_TEXT);
  const client = useQueryClient();
  const [callSign, setCallSign] = useState(unit?.callSign ?? '');
  const [kind, setKind] = useState<UnitKind>(unit?.kind ?? 'car');
  const [crew, setCrew] = useState<ReadonlySet<string>>(new Set(unit?.members.map(({ id }) => id)));
  const people = useCrew(agencyId);
  const done = async (): Promise<void> => {
    onDone();
    void client.invalidateQueries({ queryKey: ['crew'] });
    await client.invalidateQueries({ queryKey: UNITS_KEY });
  };
  const save = useMutation({
    mutationFn: () => saveUnit({ agencyId, unit }, { callSign: callSign.trim(), kind, memberIds: [...crew] }),
    onSuccess: done,
  });
  const disband = useMutation({ mutationFn: () => disbandUnit(unit?.id ?? ''), onSuccess: done });
  const toggle = (id: string): void => {
    const next = new Set(crew);
    if (!next.delete(id)) next.add(id);
    setCrew(next);
  };
  return (
    <InlineForm
      submitLabel={t('save')}
      isReady={isWritten(callSign)}
      isSending={save.isPending}
      error={save.error ?? disband.error}
      onSubmit={() => save.mutate()}
      onCancel={onDone}
    >
      <TextInput
        size="lg"
        maxLength={60}
        label={t('callSign')}
        value={callSign}
        onChange={(event) => setCallSign(event.currentTarget.value)}
      />
      <NativeSelect
        size="lg"
        label={t('howItMoves')}
        value={kind}
        data={UNIT_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
        onChange={(event) => setKind(UNIT_KINDS.find((known) => known === event.currentTarget.value) ?? 'car')}
      />
      <fieldset className={css.crew}>
        <legend>{t('crew')}</legend>
        {people.isError && <p role="alert">{describeProblem(people.error, language)}</p>}
        {people.data?.map(({ id, name, unit: other }) => {
          const isElsewhere = other !== null && other.id !== unit?.id;
          return (
            <label key={id} className={css.person}>
              <input type="checkbox" disabled={isElsewhere} checked={crew.has(id)} onChange={() => toggle(id)} />
              <span>
                {name}
                {isElsewhere && <span className={css.small}> · {t('inOther', { unit: other.callSign })}</span>}
              </span>
            </label>
          );
        })}
      </fieldset>
      {unit && (
        <ConfirmButton
          label={t('disband')}
          confirmLabel={t('confirmDisband')}
          disabled={disband.isPending || unit.jobs.length > 0}
          onConfirm={() => disband.mutate()}
        />
      )}
    </InlineForm>
  );
}
