import { IconPlugConnectedX } from '@tabler/icons-react';
import type { ConnectionState } from '../live/connection.ts';
import { useText } from '../ui/use-text.ts';
import css from './TopBar.module.css';

/** Whether this page is live, as a dot and a label. */
export function ConnectionStatus({ connection }: { connection: ConnectionState }) {
  const { t } = useText();
  return (
    <span className={css.connection} data-state={connection.state}>
      {connection.state === 'down' ? (
        <IconPlugConnectedX aria-hidden size={20} />
      ) : (
        <span className={css.dot} aria-hidden />
      )}
      <span className={css.stateLabel}>
        {connection.state === 'up'
          ? t('connection.up')
          : connection.state === 'down'
            ? t('connection.down')
            : t('connection.connecting')}
      </span>
    </span>
  );
}
