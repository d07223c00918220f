import { useId } from 'react';
import css from './Choices.module.css';
import type { Option } from './options.ts';

type Props = {
  label: string;
  options: readonly Option[];
  chosen: readonly string[];
  many?: boolean;
  tight?: boolean;
  /** Four short ones side by side. */
  four?: boolean;
  /** Sentences, one below the other. */
  wide?: boolean;
  hideLabel?: boolean;
  onChange: (chosen: string[]) => void;
};

/** Codes as chips, each large enough for a thumb. Tapping the chosen one again takes the answer back. */
export function Choices({
  label,
  options,
  chosen,
  many = false,
  tight = false,
  four = false,
  wide = false,
  hideLabel = false,
  onChange,
}: Props) {
  const name = useId();
  const toggle = (value: string): void => {
    if (chosen.includes(value)) onChange(chosen.filter((one) => one !== value));
    else onChange(many ? [...chosen, value] : [value]);
  };
  return (
    <fieldset
      className={css.choices}
      data-tight={tight || undefined}
      data-four={four || undefined}
      data-wide={wide || undefined}
    >
      <legend className={hideLabel ? 'visually-hidden' : undefined}>{label}</legend>
      {options.map(({ value, label: text }) => {
        const isChosen = chosen.includes(value);
        return (
          <label key={value} data-chosen={isChosen || undefined}>
            <input
              type={many ? 'checkbox' : 'radio'}
              name={name}
              checked={isChosen}
              onChange={() => toggle(value)}
              onClick={() => !many && isChosen && toggle(value)}
            />
            {text}
          </label>
        );
      })}
    </fieldset>
  );
}
