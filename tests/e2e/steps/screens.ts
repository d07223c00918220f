import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Keeps a picture to look at, and holds the page to WCAG 2.2 AA as far as a program can judge it. */
export async function look(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `test-results/screens/${name}.png` });
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  expect(found, `accessibility of ${name}`).toEqual([]);
}
