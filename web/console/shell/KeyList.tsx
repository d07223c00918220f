import '@mantine/core/styles/Kbd.layer.css';
import { Kbd } from '@mantine/core';
import { useText } from '../ui/use-text.ts';
import css from './Shell.module.css';

const KEYS = {
  queue: [
    { keys: ['J', 'K'], label: 'keys.move' },
    { keys: ['Enter'], label: 'keys.open' },
    { keys: ['A', '1–5'], label: 'keys.acknowledge' },
    { keys: ['1–5', '⏎'], label: 'keys.digit' },
    { keys: ['/'], label: 'keys.search' },
    { keys: ['M'], label: 'keys.write' },
    { keys: ['T'], label: 'keys.transfer' },
    { keys: ['Esc'], label: 'keys.escape' },
    { keys: ['?'], label: 'keys.help' },
  ],
  /** Of a page with `hasRowKeys`. */
  rows: [
    { keys: ['J', 'K'], label: 'keys.move' },
    { keys: ['Enter'], label: 'keys.openRow' },
    { keys: ['Esc'], label: 'keys.backToRow' },
    { keys: ['?'], label: 'keys.help' },
  ],
} as const;

export function KeyList({ of = 'queue' }: { of?: keyof typeof KEYS }) {
  const { t } = useText();
  return (
    <dl className={css.keys} aria-label={t('keys.title')}>
      {KEYS[of].map(({ keys, label }) => (
        <div key={label}>
          <dt>
            {keys.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
          </dt>
          <dd>{t(label)}</dd>
        </div>
      ))}
    </dl>
  );
}
