const day = new Intl.DateTimeFormat('th-TH-u-ca-buddhist-nu-latn', {
  timeZone: 'Asia/Bangkok',
  ...({ day: 'numeric', month: 'long', year: 'numeric' } as const),
});

/** As the database makes them: the text is read as markup where it is set. */
const CODE = /^[A-Z0-9-]+$/;

/** What is burnt into each picture of a request, so that a copy serves for nothing else. Thai, for whoever might take one. */
export function purposeOf({ code }: { code: string }, now: Date): string {
  if (!CODE.test(code)) throw new Error('not a code of a request');
  const parts = day.formatToParts(now).filter(({ type }) => ['day', 'month', 'year'].includes(type));
  const date = parts.map(({ value }) => value).join(' ');
  return `ใช้เพื่อขอความช่วยเหลือตามคำขอ ${code} เท่านั้น · ${date}`;
}
