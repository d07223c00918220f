import { useId } from 'react';
import css from './ScopeSwitch.module.css';

type Props<Scope extends string> = {
  label: string;
  value: Scope;
  options: readonly { value: Scope; label: string }[];
  onChange: (value: Scope) => void;
};

/** Which incidents the queue shows. The library's control is not in the first load. */
export function ScopeSwitch<Scope extends string>({ label, value, options, onChange }: Props<Scope>) {
  const name = useId();
  return (
    <div className={css.scopes} role="radiogroup" aria-label={label}>
      {options.map((one) => (
        <label key={one.value}>
          <input
            type="radio"
            className="visually-hidden"
            name={name}
            checked={one.value === value}
            onChange={() => onChange(one.value)}
          />
          {one.label}
        </label>
      ))}
    </div>
  );
}
