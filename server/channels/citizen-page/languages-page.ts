import type { TranslatedFile } from '#contract/citizen-texts';
import { LANGUAGE_NAMES, LANGUAGE_TAGS, NATIVE_NAMES, type PublicLanguage } from '#contract/languages';
import { type Html, html } from '#platform/html';
import { type Look, renderPage } from './page-shell.ts';

type Shown = Omit<Look, 'language'> & { files: readonly TranslatedFile[]; shown: PublicLanguage };

/**
 * For operators and those who help them: which translations nobody who grew up with the language has checked, and beside
 * each text the Thai and English, so that whoever can check them needs neither an account nor the files.
 */
export function renderLanguagesPage({ assets, files, shown }: Shown): string {
  const title = 'คำแปลของหน้าแจ้งเหตุ · Translations';
  return renderPage({
    ...{ assets, title, language: 'th' as const, heading: 'คำแปล' },
    body: html`<main id="page" class="how">
<p>ภาษาที่ยังไม่มีเจ้าของภาษาตรวจ ใช้ช่วยเหลือได้ แต่ต้องให้ตรวจก่อนพิมพ์ลงสื่อ ตรวจแล้วใส่ชื่อใน <code>checkedBy</code> ของไฟล์</p>
<p lang="en">Not checked by a native speaker: have it read before it is printed; the reader’s name goes into the file’s <code>checkedBy</code>.</p>
<div class="wide"><table><thead><tr><th scope="col">ภาษา · Language</th><th scope="col">ผู้ตรวจ · Checked by</th><th scope="col">ไฟล์ · File</th></tr></thead>
<tbody>${files.map(fileRow)}</tbody></table></div>
<h2>${LANGUAGE_NAMES.th[shown]} · <span lang="${LANGUAGE_TAGS[shown]}">${NATIVE_NAMES[shown]}</span></h2>
<div class="wide"><table><thead><tr><th scope="col">ไทย</th><th scope="col">English</th><th scope="col">${NATIVE_NAMES[shown]}</th></tr></thead>
<tbody>${files.filter(({ language }) => language === shown).flatMap(textRows)}</tbody></table></div>
</main>`,
  });
}

function fileRow({ path, language, checkedBy, rows }: TranslatedFile): Html {
  const by = checkedBy ?? html`<strong class="draft">ยังไม่มีใครตรวจ · not checked</strong>`;
  return html`<tr><th scope="row"><a href="/r/languages?lang=${language}">${LANGUAGE_NAMES.th[language]} · ${LANGUAGE_NAMES.en[language]}</a></th><td>${by}</td><td><code>${path}</code> (${rows.length})</td></tr>`;
}

function textRows({ language, rows }: TranslatedFile): Html[] {
  return rows.map(
    ({ th, en, text }) =>
      html`<tr><td lang="th">${th}</td><td lang="en">${en}</td><td lang="${LANGUAGE_TAGS[language]}">${text}</td></tr>`,
  );
}
