/** Whether a number is one of these, by their last nine digits: one is written as people say it, the other with the country. */
export function isAmong(phone: string | null | undefined, barred: readonly string[]): boolean {
  const ending = (number: string) => number.replace(/\D/g, '').slice(-9);
  return Boolean(phone) && barred.some((one) => ending(one) === ending(phone ?? ''));
}
