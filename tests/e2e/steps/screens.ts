import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';

/** Saves a screenshot, and checks WCAG 2.2 AA as far as a program can. */
export async function checkScreen(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `test-results/screens/${name}.png` });
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  expect(found, `accessibility of ${name}`).toEqual([]);
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
