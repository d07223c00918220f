/** As written in Thailand: `+66812345678` becomes `081-234-5678`. Foreign and short numbers stay as they are. */
export function formatPhone(phone: string): string {
  const national = phone.startsWith('+66') ? `0${phone.slice(3)}` : phone;
  const mobile = /^(0\d{2})(\d{3})(\d{4})$/.exec(national);
  const fixed = /^(0\d)(\d{3})(\d{4})$/.exec(national);
  return (mobile ?? fixed)?.slice(1).join('-') ?? phone;
}
