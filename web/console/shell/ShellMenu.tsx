import { useState } from 'react';
import type { Me } from '#contract/access';
import { loadLaterTexts } from '../text/language.ts';
import { useKeys } from '../ui/use-keys.ts';
import { MenuButton } from './MenuButton.tsx';

/** A separate chunk: nobody waits for it. */
export async function fetchMenu() {
  const [{ OpenedMenu }] = await Promise.all([import('./OpenedMenu.tsx'), loadLaterTexts()]);
  return OpenedMenu;
}

type Props = { me: Me; ringing: number; onSignOut: () => void };

/** Settings and pages that are needed about once a shift. A new alarm closes it. */
export function ShellMenu({ me, ringing, onSignOut }: Props) {
  const [OpenedMenu, setOpenedMenu] = useState<Awaited<ReturnType<typeof fetchMenu>>>();
  // If it can't be loaded, the next press tries again.
  const open = () =>
    void fetchMenu()
      .then((menu) => setOpenedMenu(() => menu))
      .catch(() => {});
  useKeys(OpenedMenu ? {} : { '?': open });
  if (!OpenedMenu) return <MenuButton name={me.name} onClick={open} />;
  return <OpenedMenu me={me} ringing={ringing} onSignOut={onSignOut} />;
}
