import { Suspense, useState } from 'react';
import type { Me } from '#contract/access';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { lazyPart } from '../ui/lazy-part.ts';
import { useKeys } from '../ui/use-keys.ts';
import { MenuButton } from './MenuButton.tsx';

export const fetchMenu = () => import('./OpenedMenu.tsx');
const OpenedMenu = lazyPart(async () => ({ default: (await fetchMenu()).OpenedMenu }));

type Props = { me: Me; ringing: number; onSignOut: () => void };

/** Settings and pages that are needed about once a shift. A new alarm closes it. */
export function ShellMenu({ me, ringing, onSignOut }: Props) {
  const [isWanted, setWanted] = useState(false);
  const open = () => setWanted(true);
  useKeys(isWanted ? {} : { '?': open });
  const button = <MenuButton name={me.name} onClick={open} />;
  if (!isWanted) return button;
  return (
    <ErrorBoundary fallback={button}>
      <Suspense fallback={button}>
        <OpenedMenu me={me} ringing={ringing} onSignOut={onSignOut} />
      </Suspense>
    </ErrorBoundary>
  );
}
