import type { Actor } from '#capabilities/access';
import type { CaseDetail, CaseNeeds, CaseRecord } from '#contract/case-api';
import type { FormReader } from '#contract/case-form-lines';
import { FORM_TEXTS, type FormTexts } from '#contract/case-form-texts';
import { RECORD_KINDS } from '#contract/case-forms';
import { PRINT_TEXTS, type PrintCase } from '#contract/case-print';
import { formatPlaceInEnglish, formatPlaceInThai } from '#contract/jurisdiction';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { FileAnswer } from '#platform/http/route';
import type { Pages } from '#platform/print/set-pages';
import type { CareRoutesContext } from '../context.ts';
import { listCaseNeeds, listForms } from '../forms/queries/list-forms.ts';
import { fill, linesOf, readerOf } from '../printed-form.ts';
import { getCaseDetail } from './get-case-detail.ts';

/**
 * A case on paper, as far as the actor may see it: sections that are not theirs are not there.
 * @throws AppError `case/not-found`, `case/record-not-found` without a safety plan that the actor may see
 */
export async function getPrintedCase(
  context: CareRoutesContext,
  connection: Connection,
  actor: Actor,
  id: string,
  { document, reason, language }: PrintCase,
): Promise<FileAnswer> {
  const detail = await getCaseDetail(context, connection, actor, id);
  const { records } = await listForms(context, connection, actor, id);
  const reader = readerOf(language);
  const texts = PRINT_TEXTS[language];
  const printed = { who: actor.name, day: reader.moment(context.clock.now().toISOString()) };
  const foot = fill(texts.foot, { ...printed, reason: texts.reasons[reason] });
  let pages: Pages;
  if (document === 'safety-plan') {
    const plan = records.find(({ kind }) => kind === 'safety-plan');
    if (!plan) throw new AppError('case/record-not-found');
    pages = safetyPlanPages(plan, reader);
  } else {
    const { needs } = await listCaseNeeds(context, connection, actor, id);
    pages = summaryPages(detail, records, needs, reader, foot);
  }
  return {
    contentType: 'application/pdf',
    // The name of a file is read over somebody's shoulder.
    name: `${document === 'summary' ? detail.case.code : texts.myPlan}.pdf`,
    bytes: await context.setPages(pages, actor.userId),
  };
}

/** All that the actor may see, with whom to ask; it is confidential, and says so on top. */
function summaryPages(
  detail: CaseDetail,
  records: readonly CaseRecord[],
  needs: CaseNeeds['needs'],
  reader: FormReader,
  foot: string,
): Pages {
  const { language } = reader;
  const texts = PRINT_TEXTS[language];
  const forms = FORM_TEXTS[language];
  const { case: one, sections } = detail;
  const agency = language === 'th' ? one.agency.nameTh : (one.agency.nameEn ?? one.agency.nameTh);
  const { person } = detail;
  const name = person?.name ?? person?.alias ?? '–';
  return {
    language,
    title: `${texts.summary} ${one.code}`,
    under:
      sections === null ? '' : fill(texts.only, { sections: sections.map((each) => forms.sections[each]).join(', ') }),
    mark: texts.confidential,
    again: `${one.code} · ${texts.confidential}`,
    facts: [
      { label: texts.concerns[one.concern], text: name },
      { label: texts.status, text: texts.statuses[one.status] },
      { label: texts.risk, text: one.risk ? forms.risks[one.risk] : texts.noRisk },
      ...(one.silent ? [{ label: '!', text: texts.silent }] : []),
      { label: texts.agency, text: agency },
      { label: texts.worker, text: one.worker?.name ?? texts.nobody },
      { label: texts.opened, text: reader.moment(one.openedAt) },
      ...(one.closedAt ? [{ label: texts.closed, text: reader.moment(one.closedAt) }] : []),
      { label: texts.place, text: language === 'th' ? formatPlaceInThai(one.place) : formatPlaceInEnglish(one.place) },
      ...(one.incidentCode ? [{ label: texts.incident, text: one.incidentCode }] : []),
    ],
    parts: [
      ...(needs.length > 0 ? [needsPart(needs, forms, reader)] : []),
      ...RECORD_KINDS.flatMap((kind) => records.filter((record) => record.kind === kind)).map((record) =>
        formPart(record, forms, reader),
      ),
    ],
    foot,
    whole: namesIn(detail, records),
  };
}

/** What the person takes along. Neither a name nor a case or an office stands on it: somebody else may find it. */
function safetyPlanPages(plan: CaseRecord, reader: FormReader): Pages {
  const texts = PRINT_TEXTS[reader.language];
  return {
    language: reader.language,
    title: texts.myPlan,
    under: texts.keep,
    again: texts.myPlan,
    mark: '',
    facts: [{ label: texts.call, text: texts.calls }],
    parts: [{ title: '', under: '', lines: linesOf(plan, FORM_TEXTS[reader.language], reader) }],
    foot: '',
    whole: [],
  };
}

function needsPart(needs: CaseNeeds['needs'], forms: FormTexts, reader: FormReader): Pages['parts'][number] {
  const texts = PRINT_TEXTS[reader.language];
  return {
    title: texts.needs,
    under: '',
    lines: needs.map(({ code, outcome, outcomeSaidBy, outcomeAt }) => ({
      label: forms.domains[code],
      text:
        outcome && outcomeSaidBy && outcomeAt
          ? fill(texts.endedNeed, {
              outcome: forms.needOutcomes[outcome],
              who: forms.needSaidBy[outcomeSaidBy],
              day: reader.moment(outcomeAt),
            })
          : texts.openNeed,
    })),
  };
}

function formPart(record: CaseRecord, forms: FormTexts, reader: FormReader): Pages['parts'][number] {
  const texts = PRINT_TEXTS[reader.language];
  const { kind, section, signedAt, signedBy, author, savedAt } = record;
  return {
    title: kind === 'note' && section ? `${forms.kinds.note} · ${forms.sections[section]}` : forms.kinds[kind],
    under: signedAt
      ? fill(texts.signed, { who: signedBy?.name ?? author.name, day: reader.moment(signedAt) })
      : fill(texts.draft, { who: author.name, day: reader.moment(savedAt) }),
    lines: linesOf(record, forms, reader),
  };
}

/** Names of people and places: never broken at the end of a line. */
function namesIn({ case: one, person, team }: CaseDetail, records: readonly CaseRecord[]): string[] {
  const { subdistrictTh, districtTh, provinceTh } = one.place;
  const people = [person?.name, person?.alias, one.worker?.name, ...team.map((member) => member.person.name)];
  const writers = records.flatMap(({ author, signedBy }) => [author.name, signedBy?.name]);
  return [...new Set([subdistrictTh, districtTh, provinceTh, ...people, ...writers])].flatMap((name) => name ?? []);
}
