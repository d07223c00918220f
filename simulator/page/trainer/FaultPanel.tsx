import type { Faults } from '../../faults.ts';
import { call } from '../api/call.ts';
import { useLive } from '../api/use-live.ts';
import { useText } from '../text/text.tsx';

type Switch = keyof ReturnType<typeof useText>['texts']['switches'];

/** The fault switches; each takes effect at once. */
export function FaultPanel() {
  const { texts } = useText();
  const faults = useLive<Faults>('/faults', (change) => change.about === 'faults');
  if (!faults) return null;
  const set = (some: Partial<Faults>) => void call('/faults', 'PUT', some);
  const whole = (text: string) => Math.max(0, Math.round(Number(text)) || 0);

  return (
    <div className="stack">
      <button type="button" onClick={() => void call('/faults', 'DELETE')}>
        {texts.backToNormal}
      </button>
      <fieldset>
        <legend>{texts.faultAnswer}</legend>
        <div>
          {(Object.keys(texts.answers) as Faults['answer'][]).map((answer) => (
            <label key={answer} className="check">
              <input type="radio" name="answer" checked={faults.answer === answer} onChange={() => set({ answer })} />
              {texts.answers[answer]}
            </label>
          ))}
        </div>
        <label className="field">
          {texts.faultTimes}
          <input
            type="number"
            min={0}
            value={faults.answerTimes ?? ''}
            onChange={(event) => set({ answerTimes: event.target.value === '' ? null : whole(event.target.value) })}
          />
        </label>
        <label className="field">
          {texts.faultFor}
          <select
            value={faults.answerFor}
            onChange={(event) => set({ answerFor: event.target.value as Faults['answerFor'] })}
          >
            <option value="sending">{texts.sendingOnly}</option>
            <option value="everything">{texts.everything}</option>
          </select>
        </label>
        <label className="field">
          {texts.slow}
          <input
            type="number"
            min={0}
            step={100}
            max={120000}
            value={faults.slowMilliseconds}
            onChange={(event) => set({ slowMilliseconds: Math.min(120_000, whole(event.target.value)) })}
          />
        </label>
      </fieldset>
      <fieldset>
        <legend>{texts.webhookFaults}</legend>
        <label className="field">
          {texts.duplicates}
          <input
            type="number"
            min={0}
            max={10}
            value={faults.duplicateWebhooks}
            onChange={(event) => set({ duplicateWebhooks: Math.min(10, whole(event.target.value)) })}
          />
        </label>
        {(Object.keys(texts.switches) as Switch[]).map((name) => (
          <label key={name} className="check">
            <input type="checkbox" checked={faults[name]} onChange={(event) => set({ [name]: event.target.checked })} />
            {texts.switches[name]}
          </label>
        ))}
      </fieldset>
      <p className="hint">{texts.blockHint}</p>
    </div>
  );
}
