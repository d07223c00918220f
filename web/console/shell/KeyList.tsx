import { Kbd } from '@mantine/core';
import { useText } from '../ui/use-text.ts';
import css from './Shell.module.css';

const KEYS = [
  { keys: ['J', 'K'], words: 'keys.move' },
  { keys: ['Enter'], words: 'keys.open' },
  { keys: ['A', '1–5'], words: 'keys.acknowledge' },
  { keys: ['1–5', '⏎'], words: 'keys.digit' },
  { keys: ['/'], words: 'keys.search' },
  { keys: ['M'], words: 'keys.write' },
  { keys: ['T'], words: 'keys.transfer' },
  { keys: ['Esc'], words: 'keys.escape' },
  { keys: ['?'], words: 'keys.help' },
] as const;

export function KeyList() {
  const { t } = useText();
  return (
    <dl className={css.keys} aria-label={t('keys.title')}>
      {KEYS.map(({ keys, words }) => (
        <div key={words}>
          <dt>
            {keys.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
          </dt>
          <dd>{t(words)}</dd>
        </div>
      ))}
    </dl>
  );
}
