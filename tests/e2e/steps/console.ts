import { expect, type Page } from '@playwright/test';

/** By one tap on a demonstration account. */
export async function signInAs(page: Page, name: RegExp): Promise<void> {
  await expect(page.getByRole('heading', { name: 'เข้าสู่ระบบ' })).toBeVisible();
  await page.getByRole('button', { name }).click();
}

export async function signInByTyping(page: Page, name: string, password: string): Promise<void> {
  await page.getByLabel('อีเมลหรือรหัสเจ้าหน้าที่').fill(name);
  await page.getByLabel('รหัสผ่าน', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'เข้าสู่ระบบ', exact: true }).click();
}

export async function openFromMenu(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^เมนู/ }).click();
  await page.getByRole('button', { name, exact: true }).click();
}

export async function signOut(page: Page): Promise<void> {
  await openFromMenu(page, 'ออกจากระบบ');
  await expect(page.getByRole('heading', { name: 'เข้าสู่ระบบ' })).toBeVisible();
}
