import { useState } from 'react';
import { CAME_OF, REFERRED_TO, REVISIT_OUTCOMES, type Revisit } from '#contract/places';
import { PLACES_TEXT } from '../../../text/places.ts';
import { Choices } from '../../../ui/Choices.tsx';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { useText } from '../../../ui/use-text.ts';
import { useAnswer } from './places-data.ts';

/** What came of a visit: danger is asked first, and everything is a code. */
export function RevisitForm({ revisit, onDone }: { revisit: Revisit; onDone: () => void }) {
  const { t } = useText(PLACES_TEXT);
  const [danger, setDanger] = useState<string>();
  const [outcome, setOutcome] = useState<string>();
  const [referredTo, setReferredTo] = useState<string>();
  const [cameOf, setCameOf] = useState<string[]>([]);
  const sending = useAnswer(revisit.id, onDone);
  const chosen = REVISIT_OUTCOMES.find((one) => one === outcome);
  const to = chosen === 'referred' ? REFERRED_TO.find((one) => one === referredTo) : undefined;
  const isSomebodyThere = chosen === 'done' || chosen === 'referred';
  const isReady = danger !== undefined && chosen !== undefined && (chosen !== 'referred' || to !== undefined);
  const send = () => {
    if (!chosen) return;
    const found = isSomebodyThere ? CAME_OF.filter((one) => cameOf.includes(one)) : [];
    sending.mutate({ outcome: chosen, cameOf: found, dangerNow: danger === 'yes', ...(to && { referredTo: to }) });
  };
  return (
    <InlineForm
      submitLabel={t('answer')}
      isReady={isReady}
      isSending={sending.isPending}
      error={sending.error}
      tone={danger === 'yes' ? 'danger' : undefined}
      why={danger === 'yes' ? t('form.dangerSaid') : undefined}
      onCancel={onDone}
      onSubmit={send}
    >
      <Choices
        label={t('form.danger')}
        options={[
          { value: 'no', label: t('form.dangerNo') },
          { value: 'yes', label: t('form.dangerYes') },
        ]}
        chosen={danger ? [danger] : []}
        onChange={([one]) => setDanger(one)}
      />
      <Choices
        label={t('form.outcome')}
        options={REVISIT_OUTCOMES.map((value) => ({ value, label: t(`outcome.${value}`) }))}
        chosen={outcome ? [outcome] : []}
        onChange={([one]) => setOutcome(one)}
      />
      {chosen === 'not-at-home' && <p>{t('form.again')}</p>}
      {chosen === 'referred' && (
        <Choices
          label={t('form.to')}
          options={REFERRED_TO.map((value) => ({ value, label: t(`to.${value}`) }))}
          chosen={referredTo ? [referredTo] : []}
          onChange={([one]) => setReferredTo(one)}
        />
      )}
      {isSomebodyThere && (
        <Choices
          many
          label={t('form.cameOf')}
          options={CAME_OF.map((value) => ({ value, label: t(`came.${value}`) }))}
          chosen={cameOf}
          onChange={setCameOf}
        />
      )}
    </InlineForm>
  );
}
