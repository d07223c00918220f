import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';

/** Saves a screenshot, and checks WCAG 2.2 AA as far as a program can. */
export async function checkScreen(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `test-results/screens/${name}.png` });
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  const found: string[] = [];
  for (const { id, nodes } of violations)
    for (const { target, any: checks } of nodes) {
      const selector = target.join(' ');
      const isCovered = id === 'target-size' && checks.some(({ data }) => data?.messageKey === 'partiallyObscured');
      if (!(isCovered && (await isLargeEnoughInView(page, selector)))) found.push(`${id}: ${selector}`);
    }
  expect(found, `accessibility of ${name}`).toEqual([]);
}

/**
 * Where the page happens to be scrolled, a bar at the bottom may cover the edge of a target, and axe measures what is
 * left of it. What counts is its size once it is scrolled into view (WCAG 2.2, 2.5.8).
 */
async function isLargeEnoughInView(page: Page, selector: string): Promise<boolean> {
  await page.locator(selector).evaluate((element) => {
    (element as unknown as { scrollIntoView(options: object): void }).scrollIntoView({ block: 'center' });
  });
  const { violations } = await new AxeBuilder({ page }).include(selector).withRules(['target-size']).analyze();
  return violations.length === 0;
}

/** Completely visible without scrolling, and not covered. */
export async function isInView(page: Page, of: Locator): Promise<boolean> {
  const [box, window] = [await of.boundingBox(), page.viewportSize()];
  if (!box || !window) return false;
  const isInside =
    box.x >= 0 && box.y >= 0 && box.x + box.width <= window.width + 1 && box.y + box.height <= window.height + 1;
  if (!isInside) return false;
  const middle = `document.elementFromPoint(${box.x + box.width / 2}, ${box.y + box.height / 2})`;
  const above = await page.evaluateHandle<unknown>(middle);
  return of.evaluate((element, other) => {
    type Part = { contains(part: unknown): boolean };
    return (element as unknown as Part).contains(other) || (other as Part).contains(element);
  }, above);
}

export async function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate<boolean>('document.documentElement.scrollWidth > window.innerWidth');
}
