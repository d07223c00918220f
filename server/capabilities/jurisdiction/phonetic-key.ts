/** Consonants that sound the same; names are often written with the wrong one. */
const THAI_SOUNDS: readonly [RegExp, string][] = [
  [/[\u0e48-\u0e4b]/g, ''],
  [/[ก-ฮ][ิุ]?\u0e4c/g, ''],
  [/[ๆฯ]/g, ''],
  [/ใ/g, 'ไ'],
  [/ไย/g, 'ไ'],
  [/รร/g, 'ั'],
  [/ฤ/g, 'ริ'],
  [/ณ/g, 'น'],
  [/[ษศ]/g, 'ส'],
  [/ฎ/g, 'ด'],
  [/ฏ/g, 'ต'],
  [/[ฐฑฒธ]/g, 'ท'],
  [/ญ/g, 'ย'],
  [/ฬ/g, 'ล'],
  [/[ฅฆ]/g, 'ค'],
  [/ภ/g, 'พ'],
  [/ฌ/g, 'ช'],
  [/ี/g, 'ิ'],
  [/ื/g, 'ึ'],
  [/ู/g, 'ุ'],
  [/ะ/g, ''],
];
/** Spellings of Thai in Latin letters: with or without the h of ph, th and kh, muang and mueang, nakorn and nakhon. */
const LATIN_SOUNDS: readonly [RegExp, string][] = [
  [/[^a-z0-9]/g, ''],
  [/([ptk])h/g, '$1'],
  [/ch|j/g, 'c'],
  [/sh/g, 's'],
  [/v/g, 'w'],
  [/([aeo])r(?=[^aeiouy]|$)/g, '$1'],
  [/ngk/g, 'nk'],
  [/(?<!n)g/g, 'k'],
  [/b?p/g, 'p'],
  [/d?t/g, 't'],
  [/ee|ea(?![a-z]?ng)|y(?![aeiou])/g, 'i'],
  [/u[aeo]*|oo|eu|ou/g, 'u'],
  [/aw|ao(?=[^aeiou])/g, 'o'],
  [/([a-z])\1+/g, '$1'],
];

/** An approximate sound of a folded name: names that are often confused in writing get the same key. */
export function phoneticKeyOf(folded: string): string {
  const rules = /[ก-ฮ]/.test(folded) ? THAI_SOUNDS : LATIN_SOUNDS;
  return rules.reduce((text, [pattern, by]) => text.replace(pattern, by), folded);
}
