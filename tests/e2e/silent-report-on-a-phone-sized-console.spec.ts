import { expect, test } from '@playwright/test';
import { npmStart } from './steps/newcomer-start.ts';
import { openPhone, sendPlace, tapMenu } from './steps/phone.ts';
import { look } from './steps/screens.ts';

test('a silent report on an officer’s phone: do not call, acknowledge by thumb; the reporter’s lock screen stays empty', async ({
  browser,
}) => {
  const started = await npmStart();
  try {
    const small = { viewport: { width: 390, height: 844 }, hasTouch: true };
    const officer = await (await browser.newContext(small)).newPage();
    const reporter = await openPhone(await (await browser.newContext(small)).newPage(), started.phoneUrl);
    await officer.goto(started.consoleUrl);
    await look(officer, '20-small-sign-in');
    await officer.getByRole('button', { name: /สมมติ ใจดี/ }).click();
    await expect(officer.getByText('ไม่มีเหตุค้าง')).toBeVisible();
    await look(officer, '21-small-quiet');

    await tapMenu(reporter, 'แจ้งแบบเงียบ');
    await reporter.getByText('กักขังหน่วงเหนี่ยว').click();
    await sendPlace(reporter);
    await expect(reporter.getByText('จะไม่มีใครโทรหา')).toBeVisible();
    await look(reporter, '22-small-silent-phone');

    await officer
      .getByRole('link', { name: /กักขังหน่วงเหนี่ยว/ })
      .first()
      .click();
    await expect(officer.getByText('ห้ามโทร ห้ามเปิดไซเรน')).toBeVisible();
    await look(officer, '23-small-do-not-call');
    await officer.getByRole('button', { name: 'รับทราบ 10 นาที' }).click();
    await expect(reporter.getByText('10 นาที', { exact: true })).toBeVisible();
    await look(officer, '24-small-acknowledged');

    await reporter.getByRole('button', { name: 'ดูหน้าจอล็อก' }).click();
    await expect(reporter.getByText('ไม่มีอะไรขึ้นบนหน้าจอล็อก')).toBeVisible();
    await look(reporter, '25-small-lock-screen');
  } finally {
    await started.stop();
  }
});
