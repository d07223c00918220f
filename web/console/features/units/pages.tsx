import { IconCar } from '@tabler/icons-react';
import type { Page, PageProps } from '../../page.ts';
import { goTo, hrefOf } from '../../router.ts';
import { lazyPart } from '../../ui/lazy-part.ts';

const UnitsPage = lazyPart(async () => ({ default: (await import('./board/UnitsPage.tsx')).UnitsPage }));

function Units({ me }: PageProps) {
  return (
    <UnitsPage
      me={me}
      incidentPath={(incidentId) => hrefOf({ name: 'incident', incidentId })}
      onOpen={(incidentId) => goTo({ name: 'incident', incidentId })}
    />
  );
}

export const PAGES: readonly Page[] = [
  {
    path: 'units',
    title: 'units.title',
    icon: IconCar,
    permissions: ['unit:view'],
    order: 60,
    task: { label: 'nav.action.units', order: 50 },
    Component: Units,
  },
];
