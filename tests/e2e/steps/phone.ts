import type { Page } from '@playwright/test';

/** The simulator's page with one phone, its chat with the account open and the menu shown. */
export async function openPhone(page: Page, phoneUrl: string): Promise<Page> {
  await page.goto(phoneUrl);
  await page.getByRole('button', { name: 'แจ้งเหตุร้าย' }).waitFor();
  return page;
}

export async function tapMenu(phone: Page, name: string): Promise<void> {
  await phone.getByRole('button', { name, exact: true }).click();
}

export async function write(phone: Page, text: string): Promise<void> {
  const keyboard = phone.getByRole('button', { name: 'พิมพ์ข้อความ' });
  if (await keyboard.isVisible()) await keyboard.click();
  await phone.getByPlaceholder('Aa').fill(text);
  await phone.keyboard.press('Enter');
}

/** Sends the example place through the location picker, as a person does. */
export async function sendPlace(phone: Page): Promise<void> {
  await phone.getByRole('button', { name: 'ส่งตำแหน่ง', exact: true }).click();
  await phone.getByRole('button', { name: 'ตัวอย่าง: พิษณุโลก' }).click();
  await phone.getByRole('button', { name: 'ส่งตำแหน่งนี้' }).click();
}
