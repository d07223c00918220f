import { expect, test } from '@playwright/test';
import { openPhone, sendPlace, tapMenu, write } from './steps/phone.ts';
import { checkScreen, isInView, scrollsSideways } from './steps/screens.ts';
import { npmStart } from './steps/start-system.ts';

test('a silent report on an officer’s phone: do not call, acknowledge by thumb; the reporter’s lock screen stays empty', async ({
  browser,
}) => {
  const started = await npmStart();
  try {
    const small = { viewport: { width: 390, height: 844 }, hasTouch: true };
    const officer = await (await browser.newContext(small)).newPage();
    const reporter = await openPhone(await (await browser.newContext(small)).newPage(), started.phoneUrl);
    await officer.goto(started.consoleUrl);
    await checkScreen(officer, '20-small-sign-in');
    await officer.getByRole('button', { name: /สมมติ ใจดี/ }).click();
    await expect(officer.getByText('ไม่มีเหตุค้าง')).toBeVisible();
    await checkScreen(officer, '21-small-quiet');

    await tapMenu(reporter, 'แจ้งแบบเงียบ');
    await reporter.getByText('กักขังหน่วงเหนี่ยว').click();
    await sendPlace(reporter);
    await expect(reporter.getByText('จะไม่มีใครโทรหา')).toBeVisible();
    await checkScreen(reporter, '22-small-silent-phone');

    await officer
      .getByRole('link', { name: /กักขังหน่วงเหนี่ยว/ })
      .first()
      .click();
    await expect(officer.getByText('ห้ามโทร ห้ามเปิดไซเรน')).toBeVisible();
    await checkScreen(officer, '23-small-do-not-call');

    // At every window size and after scrolling the header, the warning and the answer stay visible.
    await write(reporter, 'เขาอยู่หน้าห้อง มีมีด');
    await expect(officer.getByText('เขาอยู่หน้าห้อง มีมีด').first()).toBeVisible();
    const acknowledge = officer.getByRole('button', { name: 'รับทราบ 10 นาที' });
    for (const [width, height] of [
      [1366, 768],
      [1366, 620],
      [341, 192],
      [320, 568],
      [390, 844],
    ] as const) {
      await officer.setViewportSize({ width, height });
      // Another size may lay the page out anew: an element found before is gone then.
      await expect(() =>
        officer.getByRole('heading', { name: 'ลำดับเหตุการณ์' }).scrollIntoViewIfNeeded({ timeout: 2000 }),
      ).toPass();
      const size = `${width} x ${height}`;
      await expect.poll(() => isInView(officer, acknowledge), { message: `acknowledge at ${size}` }).toBe(true);
      expect(await isInView(officer, officer.getByRole('heading', { name: 'กักขังหน่วงเหนี่ยว' })), `name at ${size}`).toBe(
        true,
      );
      expect(await scrollsSideways(officer), `sideways at ${size}`).toBe(false);
    }
    await expect(officer.getByRole('textbox', { name: 'พิมพ์ถึงผู้แจ้ง' })).toHaveCount(0);
    await officer.getByRole('button', { name: 'รับทราบ 10 นาที' }).click();
    await expect(reporter.getByText('10 นาที', { exact: true })).toBeVisible();
    await checkScreen(officer, '24-small-acknowledged');

    // Forced to say that all is well: the console rings again although it was acknowledged; the phone stays silent.
    await reporter.getByRole('button', { name: 'จบ', exact: true }).click();
    await reporter.getByRole('button', { name: 'ไม่เป็นไรแล้ว', exact: true }).click();
    await expect(officer).toHaveTitle(/ผู้แจ้งถูกบังคับ/);
    await expect(officer.getByText('ผู้แจ้งอาจถูกบังคับ ยังไม่มีใครกดทราบ')).toBeVisible();
    const seen = officer.getByRole('button', { name: 'ทราบแล้ว หยุดเสียง' });
    await expect(seen).toBeVisible();
    await checkScreen(officer, '26-small-forced');
    await seen.click();
    await expect(officer).not.toHaveTitle(/ผู้แจ้งถูกบังคับ/);

    await reporter.getByRole('button', { name: 'ดูหน้าจอล็อก' }).click();
    await expect(reporter.getByText('ไม่มีอะไรขึ้นบนหน้าจอล็อก')).toBeVisible();
    await checkScreen(reporter, '25-small-lock-screen');
  } finally {
    await started.stop();
  }
});
