/**
 * A phone number for somebody who does not need it in full: enough to tell two reporters apart or to compare it with a
 * known number, too little to call. `+66812345567` becomes `08x-xxx-x567`.
 */
export function maskPhone(phone: string): string {
  const national = phone.startsWith('+66') ? `0${phone.slice(3)}` : phone;
  const hidden = [...national].map((sign, place) => (place < 2 || place >= national.length - 3 ? sign : 'x')).join('');
  const parts = /^(...)(.{2,3})(....)$/.exec(hidden);
  return parts ? parts.slice(1).join('-') : hidden;
}
