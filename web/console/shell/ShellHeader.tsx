import type { Me } from '#contract/access';
import type { ConnectionState } from '../live/connection.ts';
import { useText } from '../ui/use-text.ts';
import { ConnectionStatus } from './ConnectionStatus.tsx';
import { DemoMark } from './DemoMark.tsx';
import { ShellMenu } from './ShellMenu.tsx';
import bar from './TopBar.module.css';

type Props = {
  me: Me;
  connection: ConnectionState;
  title: string;
  onSignOut: () => void;
};

/** The header of shells without an alarm: title, connection status, menu. */
export function ShellHeader({ me, connection, title, onSignOut }: Props) {
  const { t } = useText();
  return (
    <header className={bar.bar}>
      <h1 className={bar.brand}>{t('app.name')}</h1>
      <strong className={bar.title}>{title}</strong>
      <ConnectionStatus connection={connection} />
      {me.demonstration && <DemoMark />}
      <span className={bar.space} />
      <ShellMenu me={me} ringing={0} onSignOut={onSignOut} />
    </header>
  );
}
