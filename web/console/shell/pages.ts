import type { Me } from '#contract/access';
import type { Page } from '../page.ts';
import type { View } from '../router.ts';

/** Found by their file name, so that a new page needs no line here. */
const declared = import.meta.glob<{ PAGES: readonly Page[] }>('../features/*/pages.tsx', { eager: true });

const PAGES = Object.values(declared)
  .flatMap((feature) => feature.PAGES)
  .sort((one, other) => one.order - other.order);

/** In the order of the menu; only what this person may open. */
export function pagesFor({ permissions }: Pick<Me, 'permissions'>): Page[] {
  return PAGES.filter((page) => page.permissions?.some((one) => permissions.includes(one)) ?? true);
}

/** The page that the address asks for, if this person may open it. */
export function findPage(view: View, me: Pick<Me, 'permissions'>): Page | undefined {
  return pageAt(view, pagesFor(me));
}

/** An address that no page has. */
export function isMissing(view: View): boolean {
  return view.name === 'not-found' || (view.name === 'page' && !pageAt(view, PAGES));
}

function pageAt(view: View, pages: readonly Page[]): Page | undefined {
  if (view.name !== 'page') return undefined;
  return pages.find(({ path, takesId }) => path === view.page && (view.id === undefined || takesId));
}

/** As many as fit side by side: above the list, and above a page. */
const MOST_TASKS = { list: 3, page: 4 };

export function mainTasksFor(
  me: Pick<Me, 'permissions'>,
  above: keyof typeof MOST_TASKS,
): (Page & { task: NonNullable<Page['task']> })[] {
  return pagesFor(me)
    .flatMap((page) => (page.task ? [{ ...page, task: page.task }] : []))
    .sort((one, other) => one.task.order - other.task.order)
    .slice(0, MOST_TASKS[above]);
}
