import { CITIZEN_TEXTS, HOW_TEXTS } from '#contract/citizen-texts';
import { LANGUAGE_NAMES, LANGUAGE_TAGS, LANGUAGES, NATIVE_NAMES, type PublicLanguage } from '#contract/languages';
import { type Html, html } from './html.ts';
import { type Look, renderPage } from './page-shell.ts';

const FILES = { citizen: CITIZEN_TEXTS, how: HOW_TEXTS };

/**
 * For operators and those who help them: which translations nobody who grew up with the language has checked, and beside
 * each text the Thai and English, so that whoever can check them needs neither an account nor the files.
 */
export function renderLanguagesPage({ assets, shown }: Omit<Look, 'language'> & { shown: PublicLanguage }): string {
  const title = 'คำแปลของหน้าแจ้งเหตุ · Translations';
  return renderPage({
    ...{ assets, title, language: 'th' as const, heading: 'คำแปล' },
    body: html`<main id="page" class="how">
<p>ภาษาที่ยังไม่มีเจ้าของภาษาตรวจ ใช้ช่วยเหลือได้ แต่ต้องให้ตรวจก่อนพิมพ์ลงสื่อ ใส่ชื่อผู้ตรวจใน <code>checkedBy</code> ของไฟล์</p>
<p lang="en">Not checked by a native speaker: have it read before it is printed; the reader’s name goes into the file’s <code>checkedBy</code>.</p>
<div class="wide"><table><thead><tr><th scope="col">ภาษา · Language</th><th scope="col">ไฟล์ · File</th><th scope="col">ข้อความ · Texts</th><th scope="col">ผู้ตรวจ · Checked by</th></tr></thead>
<tbody>${LANGUAGES.flatMap((language) => Object.entries(FILES).map(([name, file]) => fileRow(language, name, file[language])))}</tbody></table></div>
<h2>${LANGUAGE_NAMES.th[shown]} · <span lang="${LANGUAGE_TAGS[shown]}">${NATIVE_NAMES[shown]}</span></h2>
<div class="wide"><table><thead><tr><th scope="col">ไทย</th><th scope="col">English</th><th scope="col">${NATIVE_NAMES[shown]}</th></tr></thead>
<tbody>${Object.values(FILES).flatMap((file) => rows(file, shown))}</tbody></table></div>
</main>`,
  });
}

function fileRow(
  language: PublicLanguage,
  name: string,
  { checkedBy, texts }: { checkedBy: string | null; texts: object },
): Html {
  return html`<tr><th scope="row"><a href="/r/languages?lang=${language}">${LANGUAGE_NAMES.th[language]} · ${LANGUAGE_NAMES.en[language]}</a></th><td><code>contract/texts/${name}.${language}.json</code></td><td>${Object.keys(texts).length}</td><td>${checkedBy ?? html`<strong class="draft">ยังไม่มีใครตรวจ · not checked</strong>`}</td></tr>`;
}

function rows(
  file: Readonly<Record<PublicLanguage, { texts: Readonly<Record<string, string>> }>>,
  shown: PublicLanguage,
): Html[] {
  return Object.entries(file[shown].texts).map(
    ([key, text]) =>
      html`<tr><td lang="th">${file.th.texts[key]}</td><td lang="en">${file.en.texts[key]}</td><td lang="${LANGUAGE_TAGS[shown]}">${text}</td></tr>`,
  );
}
