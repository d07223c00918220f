import { UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconList, IconMap } from '@tabler/icons-react';
import type { View } from '../router.ts';
import { useText } from '../ui/use-text.ts';
import css from './BottomBar.module.css';

type Props = {
  view: View['name'];
  unanswered: number;
  canOpen: boolean;
  onQueue: () => void;
  onMap: () => void;
  onIncident: () => void;
};

/** On a phone, which shows one thing at a time: the navigation, within reach of the thumb. */
export function BottomBar({ view, unanswered, canOpen, onQueue, onMap, onIncident }: Props) {
  const { t } = useText();
  return (
    <nav className={css.bar} aria-label={t('nav.main')}>
      <UnstyledButton className={css.item} aria-current={view === 'queue' ? 'page' : undefined} onClick={onQueue}>
        <IconList aria-hidden size={24} />
        {t('nav.queue')}
        {unanswered > 0 && <span className={css.badge}>{unanswered}</span>}
      </UnstyledButton>
      <UnstyledButton className={css.item} aria-current={view === 'map' ? 'page' : undefined} onClick={onMap}>
        <IconMap aria-hidden size={24} />
        {t('nav.map')}
      </UnstyledButton>
      <UnstyledButton
        className={css.item}
        aria-current={view === 'incident' ? 'page' : undefined}
        disabled={!canOpen}
        onClick={onIncident}
      >
        <IconAlertTriangle aria-hidden size={24} />
        {t('nav.incident')}
      </UnstyledButton>
    </nav>
  );
}
