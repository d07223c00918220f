import { NATION, PUBLIC_KINDS } from '#contract/open-data';
import { fillIn } from '#contract/text';
import { BUDDHIST, daysBetween } from '#contract/thai-day';
import { type Html, html } from '#platform/html';
import { cellName, TOTAL } from '../methods/suppression.ts';
import en from './messages/en.json' with { type: 'json' };
import th from './messages/th.json' with { type: 'json' };
import { type Bar, drawColumns, drawRows, drawTen } from './pictures.ts';
import type { ResponseLine } from './public-files.ts';
import { spanOf } from './publication.ts';
import type { Cells, Edition, ListedSet, MonthSet, YearSet } from './queries/list-published.ts';
import type { PublicAreas } from './store/outlines.ts';

export type PageLanguage = 'th' | 'en';
const TEXTS = { th, en };
type Texts = typeof th;
type Look = { language: PageLanguage; edition: Edition; areas: PublicAreas };

const ROOTS = { th: '/open-data/', en: '/open-data/en' };
const provincePath = (language: PageLanguage, code: string): string =>
  language === 'th' ? `/open-data/province/${code}` : `/open-data/en/province/${code}`;

function monthName(period: string, language: PageLanguage, length: 'long' | 'short' = 'long'): string {
  const at = new Date(`${period}-01T00:00:00Z`);
  const locale = language === 'th' ? 'th-TH-u-ca-gregory' : 'en-GB';
  const name = new Intl.DateTimeFormat(locale, { month: length, timeZone: 'UTC' }).format(at);
  return length === 'short' ? name : `${name} ${yearName(period.slice(0, 4), language)}`;
}

const yearName = (year: string, language: PageLanguage): string =>
  `${Number(year) + (language === 'th' ? BUDDHIST : 0)}`;
const periodName = (period: string, language: PageLanguage): string =>
  period.includes('-')
    ? monthName(period, language)
    : fillIn(TEXTS[language].year, { year: yearName(period, language) });

const say = (value: number | null | undefined, t: Texts): string =>
  value === null || value === undefined ? t.notShown : value.toLocaleString('en');
const valueAt = (cells: Cells, row: string, column: string): number | null =>
  cells.get(cellName({ row, column })) ?? null;
const kindName = (kind: string, t: Texts): string => t.kinds[kind as keyof Texts['kinds']] ?? kind;

function cell(value: number | null, t: Texts): Html {
  return value === null
    ? html`<td class="number not-shown">${t.notShown}</td>`
    : html`<td class="number">${value.toLocaleString('en')}</td>`;
}

function table(heads: readonly string[], body: readonly Html[]): Html {
  return html`<table><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${body}</tbody></table>`;
}

/** A picture's numbers, for whoever would rather read. */
function tableBelow(summary: string, heads: readonly string[], body: readonly Html[]): Html {
  return html`<details><summary>${summary}</summary>${table(heads, body)}</details>`;
}

function waiting(seconds: number, t: Texts): string {
  if (seconds < 100) return fillIn(t.units.seconds, { count: Math.round(seconds) });
  if (seconds < 5400) return fillIn(t.units.minutes, { count: Math.round(seconds / 60) });
  return fillIn(t.units.hours, { count: Math.round(seconds / 360) / 10 });
}

/** How many, of which kinds, when, and how long people waited: of the country or of a province. */
function tellOf(area: string, months: readonly MonthSet[], { language }: Look): Html {
  const t = TEXTS[language];
  const [newest] = months;
  if (newest === undefined) return html``;
  const count = valueAt(newest.cells, area, TOTAL);
  const { from, to } = spanOf({ kind: 'month', period: newest.period });
  const perDay = count === null ? 0 : Math.round(count / (daysBetween(from, to) + 1));
  const kinds = PUBLIC_KINDS.map((kind): Bar => {
    const value = valueAt(newest.cells, area, kind);
    return { label: kindName(kind, t), value, said: say(value, t) };
  }).toSorted((one, other) => (other.value ?? -1) - (one.value ?? -1));
  const [largest] = kinds;
  const ofTen = count && largest?.value ? Math.min(10, Math.round((largest.value / count) * 10)) : 0;
  const columns = months.toReversed().map(({ period, cells }) => ({
    ...{ key: period, label: monthName(period, language, 'short'), value: valueAt(cells, area, TOTAL) },
  }));
  const most = months.reduce((best, month) => {
    const [one, other] = [valueAt(month.cells, area, TOTAL) ?? 0, valueAt(best.cells, area, TOTAL) ?? 0];
    return one > other ? month : best;
  }, newest);
  const response = newest.response.filter((line) => line.area === area);
  return html`<p class="lead"><span>${monthName(newest.period, language)}</span>${
    count === null
      ? html`<strong>${t.notShownMonth}</strong>`
      : html`<span>${t.reported}</span><strong><b>${count.toLocaleString('en')}</b> ${t.incidents}</strong>${perDay > 0 && html`<span>${fillIn(t.perDay, { count: perDay.toLocaleString('en') })}</span>`}`
  }${newest.note !== '' && html`<span class="quiet">${sayNote(newest, t)}</span>`}</p>
${largest && ofTen > 0 && html`<section><h2>${fillIn(t.share, { count: ofTen, kind: largest.label })}</h2>${drawTen(ofTen)}</section>`}
<section><h2>${t.kindsTitle}</h2>${drawRows(kinds, t.notShown)}</section>
${
  months.length > 1 &&
  html`<section><h2>${t.months} ${valueAt(most.cells, area, TOTAL) !== null && html`<small>${fillIn(t.most, { month: monthName(most.period, language) })}</small>`}</h2>${drawColumns(columns, t.months, t.notShown)}${tableBelow(
    t.months,
    [t.month, t.count],
    months.map(
      ({ period, cells }) =>
        html`<tr><th scope="row">${monthName(period, language)}</th>${cell(valueAt(cells, area, TOTAL), t)}</tr>`,
    ),
  )}</section>`
}
${response.length > 0 && html`<section><h2>${t.response}</h2><ul class="plain">${response.map((line) => sayTimes(line, t))}</ul></section>`}`;
}

function sayTimes({ interval, p50, p90, notRecorded }: ResponseLine, t: Texts): Html {
  const sentence = t[interval as 'contact-to-scene'];
  return html`<li>${fillIn(sentence, { half: waiting(p50, t), most: waiting(p90, t) })}${notRecorded > 0 && html` <small>(${fillIn(t.notRecorded, { percent: notRecorded })})</small>`}</li>`;
}

/** The page of the country. */
export function renderOpenData(look: Look): string {
  const { language, edition, areas } = look;
  const t = TEXTS[language];
  const [newest] = edition.months;
  if (newest === undefined)
    return frame(
      look,
      t.title,
      ROOTS,
      html`<p class="lead"><strong>${t.nothing}</strong><span>${t.nothingHint}</span></p>${files(look)}`,
    );
  const provinces = areas.provinces.map(({ code }) => {
    const name = nameOf(areas, code, language);
    return html`<tr><th scope="row"><a href="${provincePath(language, code)}">${name}</a></th>${cell(valueAt(newest.cells, code, TOTAL), t)}</tr>`;
  });
  return frame(
    look,
    t.title,
    ROOTS,
    html`${tellOf(NATION, edition.months, look)}
${edition.year && tellOnce(NATION, edition.year, language)}
<section><h2>${t.provinces} <small>${monthName(newest.period, language)}</small></h2><details><summary>${t.allProvinces}</summary>${table([t.province, t.count], provinces)}</details></section>
${explain(t)}${files(look)}`,
  );
}

/** The page of a province. */
export function renderProvince(look: Look, code: string): string {
  const { language, edition, areas } = look;
  const t = TEXTS[language];
  const districts = areas.provinces.find((one) => one.code === code)?.districts ?? [];
  const months = edition.months.slice(0, 3);
  const inLanguages = { th: provincePath('th', code), en: provincePath('en', code) };
  const { year } = edition;
  return frame(
    look,
    nameOf(areas, code, language),
    inLanguages,
    html`<p class="back"><a href="${ROOTS[language]}">${t.country}</a></p>
${tellOf(code, edition.months, look)}
<section><h2>${t.kindsTitle} <small>${t.months}</small></h2><div class="wide">${table(
      [t.kind, ...months.map(({ period }) => monthName(period, language, 'short'))],
      [...PUBLIC_KINDS, TOTAL].map(
        (kind) =>
          html`<tr><th scope="row">${kindName(kind, t)}</th>${months.map(({ cells }) => cell(valueAt(cells, code, kind), t))}</tr>`,
      ),
    )}</div></section>
${
  year &&
  html`${tellOnce(code, year, language)}<section><h2>${t.district} <small>${periodName(year.period, language)}</small></h2>${table(
    [t.district, t.count],
    [code, ...districts].map(
      (area) =>
        html`<tr><th scope="row">${area === code ? t.total : nameOf(areas, area, language)}</th>${cell(valueAt(year.districts, area, TOTAL), t)}</tr>`,
    ),
  )}</section>`
}
${explain(t)}${files(look)}`,
  );
}

function tellOnce(area: string, { period, provinces }: YearSet, language: PageLanguage): Html {
  const t = TEXTS[language];
  const rows = ['sexual-violence-risk', 'with-children'].map(
    (subject) =>
      html`<tr><th scope="row">${kindName(subject, t)}</th>${cell(valueAt(provinces, area, subject), t)}</tr>`,
  );
  return html`<section><h2>${t.yearOnly} <small>${periodName(period, language)}</small></h2>${table([t.kind, t.count], rows)}<p class="quiet">${t.yearOnlyHint}</p></section>`;
}

function explain(t: Texts): Html {
  return html`<section class="explain"><h2>${t.why}</h2><p>${t.whyText}</p><h2>${t.what}</h2><p>${t.whatText}</p></section>`;
}

function files({ language, edition }: Look): Html {
  const t = TEXTS[language];
  const newest = edition.sets.filter(({ isNewest }) => isNewest);
  return html`<section><h2 id="files">${t.files}</h2><p class="quiet">${t.filesHint}</p>
${newest.slice(0, 4).map((set) => listFilesOf(set, language))}
${newest.length > 4 && html`<details><summary>${t.allPeriods}</summary>${newest.slice(4).map((set) => listFilesOf(set, language))}</details>`}
<ul class="plain links">
<li>${t.shapes}: <a href="/open-data/areas/provinces.geojson" download>${t.shapesProvinces}</a> · <a href="/open-data/areas/districts.geojson" download>${t.shapesDistricts}</a></li>
<li><a href="/open-data/dictionary.csv" download>${t.dictionary} (CSV)</a> · <a href="/open-data/dictionary.json">JSON</a></li>
<li><a href="/open-data/licence.txt">${t.licence}: CC BY 4.0</a></li>
<li><a href="/open-data/catalogue.json">${t.catalogue}</a></li>
</ul></section>`;
}

function listFilesOf({ period, version, note, files: all }: ListedSet, language: PageLanguage): Html {
  const t = TEXTS[language];
  const tables = Map.groupBy(all, ({ name }) => name.replace(/\.\w+$/, ''));
  return html`<div class="set"><h3>${fillIn(t.fileOf, { period: periodName(period, language), version })}</h3>${note !== '' && html`<p class="quiet">${sayNote({ version, note }, t)}</p>`}<ul class="plain">${[
    ...tables,
  ].map(
    ([name, of]) =>
      html`<li>${t.tables[name as keyof Texts['tables']] ?? name}: ${of.map((file, at) => html`${at > 0 && ' · '}<a href="${file.path}" download>${file.name.endsWith('.csv') ? 'CSV' : 'JSON'}</a>`)}</li>`,
  )}</ul></div>`;
}

/** What is different from the version before, or what is to be known of a first one. */
const sayNote = ({ version, note }: { version: number; note: string }, t: Texts): string =>
  version > 1 ? `${t.note}: ${note}` : note;

const nameOf = (areas: PublicAreas, code: string, language: PageLanguage): string =>
  areas.names.get(code)?.[language] ?? code;

/** The frame of each page: no script, nothing from elsewhere, nothing kept of whoever reads. */
function frame({ language }: Look, heading: string, addresses: Record<PageLanguage, string>, body: Html): string {
  const t = TEXTS[language];
  const other = language === 'th' ? 'en' : 'th';
  return `<!doctype html>\n${
    html`<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><title>${heading} · ESS Help Me</title><link rel="stylesheet" href="/open-data/page.css"><link rel="alternate" hreflang="${other}" href="${addresses[other]}"></head>
<body><header><p>${t.service}</p><a href="${addresses[other]}" lang="${other}" hreflang="${other}">${t.other}</a></header>
<main><h1>${heading}</h1>
${body}
</main><footer><p>${t.urgent}</p></footer></body></html>`.markup
  }`;
}

/** Light and dark, 320 px and up; the pictures in one blue, told apart by hatching and by words. */
export const OPEN_DATA_CSS = `:root{color-scheme:light dark;--ink:#16212b;--quiet:#47545f;--paper:#fff;--tint:#f2f5f7;--line:#b9c3cc;--blue:#0b57a8;--soft:#6ea3d8;--link:#0b4f99}
@media(prefers-color-scheme:dark){:root{--ink:#f1f5f8;--quiet:#b9c5cf;--paper:#10181f;--tint:#1a242d;--line:#4a5965;--blue:#7db8f5;--soft:#3d74ab;--link:#9ccbff}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.6 "Noto Sans Thai",Sarabun,"Leelawadee UI",Thonburi,system-ui,sans-serif}
header,main,footer{max-width:42rem;margin:0 auto;padding:.5rem 1rem}header{display:flex;justify-content:space-between;align-items:center;gap:1rem;color:var(--quiet);font-size:.9375rem}header p{margin:0}
h1{font-size:1.5rem;margin:.25rem 0 .5rem}h2{font-size:1.125rem;margin:0 0 .5rem;line-height:1.4}h2 small{font-weight:400;color:var(--quiet);font-size:.9375rem}h3{font-size:1rem;margin:.75rem 0 .25rem}
.lead{margin:.5rem 0 1.5rem}.lead span,.lead strong{display:block}.lead strong{font-size:1.25rem}.lead b{font-size:2.5rem;line-height:1.2;color:var(--blue);font-variant-numeric:tabular-nums}
section{margin:0 0 1.75rem}.picture{display:block;width:100%;max-width:30rem;height:auto}.ten{max-width:24rem}
.bar{fill:var(--blue)}.empty{fill:none;stroke:var(--line);stroke-width:1.5}
[data-chart=columns]{display:block;width:100%;max-width:30rem;height:auto;font-family:inherit}[data-mark=column]{fill:var(--soft)}[data-mark=most]{fill:var(--blue)}[data-mark=hidden]{stroke:var(--line);stroke-width:.5}[data-mark=hatch],[data-mark=grid]{stroke:var(--line)}[data-mark=axis]{fill:var(--quiet)}[data-mark=value]{fill:var(--ink)}
[data-chart=bar] [data-mark=hidden]{stroke:var(--quiet);stroke-width:1;stroke-dasharray:2 2}
.rows{list-style:none;margin:0;padding:0}.rows li{display:grid;grid-template-columns:1fr auto;gap:0 1rem;margin:0 0 .6rem}.rows svg{grid-column:1/-1;width:100%;height:.6rem}.rows .unseen{display:none}
.number{font-variant-numeric:tabular-nums;text-align:right;white-space:nowrap}.not-shown{color:var(--quiet);font-style:italic}
table{width:100%;border-collapse:collapse;font-size:1rem}th,td{padding:.4rem .5rem .4rem 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}thead th{color:var(--quiet);font-weight:400;font-size:.9375rem}thead th:not(:first-child){text-align:right}tbody th{font-weight:400}
.wide{overflow-x:auto}.plain{list-style:none;margin:0;padding:0}.plain li{margin:.25rem 0}.quiet{color:var(--quiet);font-size:.9375rem;margin:.25rem 0}.explain{background:var(--tint);border-radius:.75rem;padding:1rem}.explain p{margin:0 0 1rem}.explain p:last-child{margin:0}
a{color:var(--link);display:inline-block;padding:.25rem 0}summary{min-height:2.75rem;display:flex;align-items:center;cursor:pointer;color:var(--link)}summary::before{content:"▸";margin-right:.5rem}details[open]>summary::before{content:"▾"}
footer{color:var(--quiet);border-top:1px solid var(--line);margin-top:1rem;padding-bottom:2rem}
:focus-visible{outline:3px solid currentColor;outline-offset:2px}
@media print{details{display:block}.explain{border:1px solid}}`;
