import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { en } from './en.ts';
import { type Texts, th } from './th.ts';

type Language = 'th' | 'en';

const TextContext = createContext<{ texts: Texts; language: Language; toggle: () => void }>({
  texts: th,
  language: 'th',
  toggle: () => undefined,
});

export const useText = () => useContext(TextContext);

/** Thai unless the person chose English on this device. */
export function TextProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() =>
    localStorage.getItem('simulator-language') === 'en' ? 'en' : 'th',
  );
  useEffect(() => {
    document.documentElement.lang = language;
    localStorage.setItem('simulator-language', language);
  }, [language]);
  const toggle = () => setLanguage((now) => (now === 'th' ? 'en' : 'th'));
  return <TextContext value={{ texts: language === 'th' ? th : en, language, toggle }}>{children}</TextContext>;
}
