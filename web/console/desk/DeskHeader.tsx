import type { Me } from '#contract/access';
import type { Line } from '../live/line.ts';
import { useWords } from '../ui/use-words.ts';
import { DemoMark } from './DemoMark.tsx';
import { DeskMenu } from './DeskMenu.tsx';
import type { PageName } from './DeskPage.tsx';
import { LineState } from './LineState.tsx';
import bar from './TopBar.module.css';

type Props = { me: Me; line: Line; title: string; onGo: (page: PageName) => void; onSignOut: () => void };

/** The head of pages without an alarm: what it is, whether it is live, the menu. */
export function DeskHeader({ me, line, title, onGo, onSignOut }: Props) {
  const { t } = useWords();
  return (
    <header className={bar.bar}>
      <h1 className={bar.brand}>{t('app.name')}</h1>
      <strong className={bar.title}>{title}</strong>
      <LineState line={line} />
      {me.demonstration && <DemoMark />}
      <span className={bar.space} />
      <DeskMenu me={me} ringing={0} onGo={onGo} onSignOut={onSignOut} />
    </header>
  );
}
