import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { LADDER_TARGETS, type Ladder, type LadderKind, type Rung } from '#contract/escalation';
import { sayProblem } from '../../api/problem-words.ts';
import { useWords } from '../../ui/use-words.ts';
import { faultsOfDraft } from './draft-faults.ts';
import { LadderSteps } from './LadderSteps.tsx';
import css from './ladder.module.css';
import { useLadderWords } from './ladder-words.ts';
import { SecondsField } from './SecondsField.tsx';
import { usePublishLadder } from './use-ladders.ts';

type Props = {
  /** What the draft begins as. */
  from: Ladder;
  /** The version of the editor's own branch; 0: it has none yet. */
  basedOn: number;
  onDone: () => void;
  onCancel: () => void;
};

/** A draft of a further version: what it would do stands beside it, and it can't be published while it leaves somebody out. */
export function LadderForm({ from, basedOn, onDone, onCancel }: Props) {
  const t = useLadderWords();
  const { language } = useWords();
  const [rungs, setRungs] = useState<(Rung & { key: number })[]>(from.rungs.map((rung, key) => ({ ...rung, key })));
  const [repeatSeconds, setRepeat] = useState(from.repeatSeconds);
  const [note, setNote] = useState('');
  const publish = usePublishLadder(onDone);
  const top = useRef<HTMLFormElement>(null);
  // It takes the place of a card far below: it begins where it begins.
  useEffect(() => top.current?.scrollIntoView({ block: 'start' }), []);
  const faults = faultsOfDraft(rungs);
  const change = (at: number, to: Partial<Rung>) =>
    setRungs(rungs.map((rung, index) => (index === at ? { ...rung, ...to } : rung)));
  const add = () => {
    const afterSeconds = (rungs.at(-1)?.afterSeconds ?? 0) + 60;
    const key = Math.max(0, ...rungs.map((rung) => rung.key)) + 1;
    setRungs([...rungs, { afterSeconds, targets: ['national-desk'], key }]);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (faults.length > 0) return;
    const steps = rungs.map(({ afterSeconds, targets }) => ({ afterSeconds, targets }));
    const draft = { agencyKind: from.agencyKind, rungs: steps, repeatSeconds, basedOn };
    publish.mutate(note.trim() ? { ...draft, note: note.trim() } : draft);
  };
  return (
    <form ref={top} className={`${css.card} ${css.form}`} onSubmit={submit}>
      <h3>
        {t('edit.title')} · {t(`kind.${from.agencyKind as LadderKind}`)}
      </h3>
      {rungs.map((rung, at) => (
        <fieldset key={rung.key} className={css.draft}>
          <legend>{t('edit.rung', { number: at + 1 })}</legend>
          <SecondsField
            label={t('edit.seconds')}
            min={0}
            max={3600}
            value={rung.afterSeconds}
            onChange={(afterSeconds) => change(at, { afterSeconds })}
          />
          <div className={css.targets}>
            {LADDER_TARGETS.map((target) => (
              <label key={target}>
                <input
                  type="checkbox"
                  checked={rung.targets.includes(target)}
                  onChange={({ currentTarget: { checked } }) =>
                    change(at, {
                      targets: LADDER_TARGETS.filter((one) => (one === target ? checked : rung.targets.includes(one))),
                    })
                  }
                />
                {t(`target.${target}`)}
              </label>
            ))}
          </div>
          {rungs.length > 1 && (
            <Button
              variant="default"
              leftSection={<IconTrash aria-hidden size={20} />}
              onClick={() => setRungs(rungs.filter((_, index) => index !== at))}
            >
              {t('edit.remove')}
            </Button>
          )}
        </fieldset>
      ))}
      {rungs.length < 8 && (
        <Button variant="default" leftSection={<IconPlus aria-hidden size={20} />} onClick={add}>
          {t('edit.add')}
        </Button>
      )}
      <SecondsField label={t('edit.repeat')} min={30} max={600} value={repeatSeconds} onChange={setRepeat} />
      <TextInput
        label={t('edit.note')}
        size="lg"
        maxLength={300}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div>
        <h3>{t('ifNobody')}</h3>
        <LadderSteps rungs={rungs} repeatSeconds={repeatSeconds} />
      </div>
      {faults.map((fault) => (
        <p key={fault} className={css.fault} role="alert">
          {t(`fault.${fault}`)}
        </p>
      ))}
      {publish.error && (
        <p className={css.fault} role="alert">
          {sayProblem(publish.error, language)}
        </p>
      )}
      <p className={css.muted}>{t('edit.running')}</p>
      <div className={css.row}>
        <Button type="submit" disabled={faults.length > 0} loading={publish.isPending}>
          {t('edit.publish')}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('edit.cancel')}
        </Button>
      </div>
    </form>
  );
}
