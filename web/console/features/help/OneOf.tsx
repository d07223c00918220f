import { useId } from 'react';
import choices from '../../ui/Choices.module.css';
import css from './help.module.css';

type Props = {
  label: string;
  options: readonly { value: string; label: string }[];
  chosen: string | readonly string[] | undefined;
  onChange: (value: string, isChosen: boolean) => void;
  note?: string | undefined;
};

/** One of several codes, or many where a list is given; each large enough for a thumb. */
export function OneOf({ label, options, chosen, onChange, note }: Props) {
  const name = useId();
  const isMany = Array.isArray(chosen);
  return (
    <fieldset className={choices.choices}>
      <legend>
        {label} {note !== undefined && <span className={css.note}>{note}</span>}
      </legend>
      {options.map((option) => {
        const isChosen = isMany ? chosen.includes(option.value) : chosen === option.value;
        return (
          <label key={option.value} data-chosen={isChosen || undefined}>
            <input
              type={isMany ? 'checkbox' : 'radio'}
              name={name}
              checked={isChosen}
              onChange={() => onChange(option.value, !isChosen)}
            />
            {option.label}
          </label>
        );
      })}
    </fieldset>
  );
}
