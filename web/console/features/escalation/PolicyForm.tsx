import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import {
  ESCALATION_TARGETS,
  type EscalationPolicy,
  type EscalationStep,
  type PolicyAgencyKind,
} from '#contract/escalation';
import { describeProblem } from '../../api/describe-problem.ts';
import { ESCALATION_TEXT } from '../../text/escalation.ts';
import { useText } from '../../ui/use-text.ts';
import { faultsOfDraft } from './draft-faults.ts';
import css from './escalation.module.css';
import { PolicySteps } from './PolicySteps.tsx';
import { SecondsField } from './SecondsField.tsx';
import { usePublishEscalationPolicy } from './use-escalation-policies.ts';

type Props = {
  /** The version that is edited. */
  from: EscalationPolicy;
  /** The current version of the editor's own branch; 0: it has none yet. */
  basedOn: number;
  onDone: () => void;
  onCancel: () => void;
};

/** A draft of a new version with its preview; it can't be published while it has faults. */
export function PolicyForm({ from, basedOn, onDone, onCancel }: Props) {
  const { t } = useText(ESCALATION_TEXT);
  const { language } = useText();
  const [steps, setSteps] = useState<(EscalationStep & { key: number })[]>(
    from.steps.map((step, key) => ({ ...step, key })),
  );
  const [repeatSeconds, setRepeat] = useState(from.repeatSeconds);
  const [note, setNote] = useState('');
  const publish = usePublishEscalationPolicy(onDone);
  const top = useRef<HTMLFormElement>(null);
  // It replaces a card further down the page, so its top is scrolled into view.
  useEffect(() => top.current?.scrollIntoView({ block: 'start' }), []);
  const faults = faultsOfDraft(steps);
  const change = (at: number, to: Partial<EscalationStep>) =>
    setSteps(steps.map((step, index) => (index === at ? { ...step, ...to } : step)));
  const add = () => {
    const afterSeconds = (steps.at(-1)?.afterSeconds ?? 0) + 60;
    const key = Math.max(0, ...steps.map((step) => step.key)) + 1;
    setSteps([...steps, { afterSeconds, targets: ['national-desk'], key }]);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (faults.length > 0) return;
    const plainSteps = steps.map(({ afterSeconds, targets }) => ({ afterSeconds, targets }));
    const draft = { agencyKind: from.agencyKind, steps: plainSteps, repeatSeconds, basedOn };
    publish.mutate(note.trim() ? { ...draft, note: note.trim() } : draft);
  };
  return (
    <form ref={top} className={`${css.card} ${css.form}`} onSubmit={submit}>
      <h3>
        {t('edit.title')} · {t(`kind.${from.agencyKind as PolicyAgencyKind}`)}
      </h3>
      {steps.map((step, at) => (
        <fieldset key={step.key} className={css.draft}>
          <legend>{t('edit.step', { number: at + 1 })}</legend>
          <SecondsField
            label={t('edit.seconds')}
            min={0}
            max={3600}
            value={step.afterSeconds}
            onChange={(afterSeconds) => change(at, { afterSeconds })}
          />
          <div className={css.targets}>
            {ESCALATION_TARGETS.map((target) => (
              <label key={target}>
                <input
                  type="checkbox"
                  checked={step.targets.includes(target)}
                  onChange={({ currentTarget: { checked } }) =>
                    change(at, {
                      targets: ESCALATION_TARGETS.filter((one) =>
                        one === target ? checked : step.targets.includes(one),
                      ),
                    })
                  }
                />
                {t(`target.${target}`)}
              </label>
            ))}
          </div>
          {steps.length > 1 && (
            <Button
              variant="default"
              leftSection={<IconTrash aria-hidden size={20} />}
              onClick={() => setSteps(steps.filter((_, index) => index !== at))}
            >
              {t('edit.remove')}
            </Button>
          )}
        </fieldset>
      ))}
      {steps.length < 8 && (
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
        <PolicySteps steps={steps} repeatSeconds={repeatSeconds} />
      </div>
      {faults.map((fault) => (
        <p key={fault} className={css.fault} role="alert">
          {t(`fault.${fault}`)}
        </p>
      ))}
      {publish.error && (
        <p className={css.fault} role="alert">
          {describeProblem(publish.error, language)}
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
