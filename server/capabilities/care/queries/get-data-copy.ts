import type { Actor } from '#capabilities/access';
import { mayFor } from '#capabilities/jurisdiction';
import type { CarePerson, CaseDetail, CaseNeeds, CaseRecord } from '#contract/case-api';
import {
  DATA_COPY_HOURS,
  DATA_COPY_TEXTS,
  type DataCopy,
  type DataCopyQuery,
  type GiveDataCopy,
  giveDataCopySchema,
  type WithheldPart,
} from '#contract/case-data-copy';
import { FORM_TEXTS } from '#contract/case-form-texts';
import { RECORD_KINDS } from '#contract/case-forms';
import { PRINT_TEXTS } from '#contract/case-print';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { FileAnswer } from '#platform/http/route';
import type { PageLine, Pages } from '#platform/print/set-pages';
import type { CareRoutesContext } from '../context.ts';
import { withholdFrom } from '../data-copy.ts';
import { listCaseNeeds, listForms } from '../forms/queries/list-forms.ts';
import { listPictures } from '../forms/queries/list-pictures.ts';
import { fill, linesOf, readerOf } from '../printed-form.ts';
import { getCaseDetail } from './get-case-detail.ts';

const HOUR_MS = 3_600_000;

/**
 * The copy that the actor has recorded within the last day, as paper or for other programs.
 * @throws AppError `case/not-found`, `access/not-permitted` for whoever sees parts of it only, `case/record-not-found` where
 * none was recorded
 */
export async function getDataCopy(
  context: CareRoutesContext,
  connection: Connection,
  actor: Actor,
  id: string,
  { format, language }: DataCopyQuery,
): Promise<FileAnswer> {
  const detail = await getCaseDetail(context, connection, actor, id);
  const isOwners = detail.mayAct && detail.sections === null;
  if (!isOwners || !mayFor(context.jurisdiction, actor, 'case:give-copy', [detail.case.agency.id]))
    throw new AppError('access/not-permitted');
  const now = context.clock.now();
  const choice = findGiven(detail, actor, now);
  const { records } = await listForms(context, connection, actor, id);
  const { needs } = await listCaseNeeds(context, connection, actor, id);
  const { pictures } = await listPictures(context, connection, actor, id);
  const copy = makeCopy({ detail, records, needs, pictures, choice, now });
  const name = `${detail.case.code}.${format}`;
  if (format === 'json') return { contentType: 'application/json', name, text: JSON.stringify(copy, null, 2) };
  const pages = copyPages(copy, detail, records, language);
  return { contentType: 'application/pdf', name, bytes: await context.setPages(pages, actor.userId) };
}

function findGiven({ timeline }: CaseDetail, actor: Actor, now: Date): GiveDataCopy {
  const since = new Date(now.getTime() - DATA_COPY_HOURS * HOUR_MS).toISOString();
  const given = timeline.findLast(
    ({ kind, by, at }) => kind === 'data-copy-given' && by?.id === actor.userId && at >= since,
  );
  const { withheld, ...chosen } = given?.details ?? {};
  const choice = giveDataCopySchema.safeParse({ ...chosen, withheld: String(withheld).split(' ').filter(Boolean) });
  if (!choice.success) throw new AppError('case/record-not-found');
  return choice.data;
}

type Held = {
  detail: CaseDetail;
  records: readonly CaseRecord[];
  needs: CaseNeeds['needs'];
  pictures: readonly DataCopy['pictures'][number][];
  choice: GiveDataCopy;
  now: Date;
};

/** Colleagues are not named, nor is anything said of who reported, who is barred, or how the case was reported. */
function makeCopy({ detail, records, needs, pictures, choice, now }: Held): DataCopy {
  const { case: one } = detail;
  const person = withholdFrom('registration', detail.person ? toRegistration(detail.person) : {}, choice);
  // The registration says what the person row says already.
  const forms = RECORD_KINDS.flatMap((kind) => records.filter((record) => record.kind === kind))
    .filter(({ kind }) => kind !== 'registration')
    .map((record) => ({ record, ...withholdFrom(record.kind, record.body, choice) }));
  const withheld: WithheldPart[] = [
    ...[person, ...forms].flatMap((form) => form.withheld),
    { part: 'household', code: 'other-person' },
    ...(one.incidentCode ? [{ part: 'reporter', code: 'reporter' } as const] : []),
    ...(pictures.length > 0 ? [{ part: 'pictures', code: 'other-person' } as const] : []),
  ];
  return {
    format: 'ess-data-copy/1',
    madeAt: now.toISOString(),
    reason: choice.reason,
    identity: choice.identity,
    case: {
      ...{ code: one.code, status: one.status, concern: one.concern, source: one.source, risk: one.risk },
      ...{ agency: one.agency.nameTh, openedAt: one.openedAt, closedAt: one.closedAt },
    },
    person: person.body,
    needs: needs.map(({ code, openedAt, outcome, outcomeAt }) => ({ code, openedAt, outcome, outcomeAt })),
    forms: forms
      .filter(({ body }) => Object.keys(body).length > 0)
      .map(({ record: { kind, section, savedAt, signedAt }, body }) => ({ kind, section, savedAt, signedAt, body })),
    pictures: pictures.map(({ kind, happenedAt }) => ({ kind, happenedAt })),
    recipients: detail.team.map(({ profession, sections, until }) => ({ profession, sections, until })),
    withheld: uniqueParts(withheld),
  };
}

function uniqueParts(parts: readonly WithheldPart[]): WithheldPart[] {
  return [...new Map(parts.map((part) => [`${part.part} ${part.code}`, part])).values()];
}

/** As the form has it, so that both are withheld from and read in one way. */
function toRegistration({ id: _, version: __, birthDate, birthYear, ...person }: CarePerson) {
  const birth = birthDate
    ? { kind: 'exact', date: birthDate }
    : birthYear
      ? { kind: 'estimated', year: birthYear }
      : undefined;
  return { ...person, birth };
}

function copyPages(copy: DataCopy, detail: CaseDetail, records: readonly CaseRecord[], language: 'th' | 'en'): Pages {
  const reader = readerOf(language);
  const [texts, forms, print] = [DATA_COPY_TEXTS[language], FORM_TEXTS[language], PRINT_TEXTS[language]];
  const { case: one } = detail;
  const agency = language === 'th' ? one.agency.nameTh : (one.agency.nameEn ?? one.agency.nameTh);
  const said = { code: one.code, agency, day: reader.moment(copy.madeAt) };
  const toolOf = (kind: string, savedAt: string) =>
    records.find((each) => each.kind === kind && each.savedAt === savedAt);
  const part = (title: string, lines: PageLine[], under = ''): Pages['parts'] =>
    lines.length > 0 ? [{ title, under, lines }] : [];
  return {
    language,
    title: texts.title,
    under: fill(texts.under, said),
    mark: texts.mark,
    again: `${one.code} · ${texts.mark}`,
    facts: [
      { label: texts.reason, text: texts.reasons[copy.reason] },
      { label: texts.identity, text: texts.checks[copy.identity] },
      { label: print.status, text: print.statuses[one.status] },
      { label: print.risk, text: one.risk ? forms.risks[one.risk] : print.noRisk },
      { label: texts.source, text: texts.sources[one.source] },
      { label: print.opened, text: reader.moment(one.openedAt) },
      ...(one.closedAt ? [{ label: print.closed, text: reader.moment(one.closedAt) }] : []),
    ],
    parts: [
      ...part(
        texts.person,
        linesOf({ kind: 'registration', body: copy.person, tool: null, toolVersion: null }, forms, reader),
      ),
      ...part(
        print.needs,
        copy.needs.map(({ code, outcome }) => ({
          label: forms.domains[code as keyof typeof forms.domains],
          text: outcome ? forms.needOutcomes[outcome as keyof typeof forms.needOutcomes] : print.openNeed,
        })),
      ),
      ...copy.forms.flatMap(({ kind, body, savedAt, signedAt }) => {
        const { tool = null, toolVersion = null } = toolOf(kind, savedAt) ?? {};
        const under = signedAt
          ? fill(texts.signedOn, { day: reader.moment(signedAt) })
          : fill(texts.saved, { day: reader.moment(savedAt) });
        return part(forms.kinds[kind], linesOf({ kind, body, tool, toolVersion }, forms, reader), under);
      }),
      ...part(
        texts.pictures,
        copy.pictures.map(({ kind, happenedAt }) => ({ label: texts.picture[kind], text: reader.moment(happenedAt) })),
      ),
      ...part(
        texts.recipients,
        copy.recipients.map(({ profession, sections, until }) => ({
          label: forms.codes.profession[profession as keyof typeof forms.codes.profession],
          text: fill(texts.until, {
            sections: sections.map((each) => forms.sections[each]).join(', '),
            day: reader.day(until),
          }),
        })),
      ),
      ...part(
        texts.withheld,
        copy.withheld.map(({ part: name, code }) => ({
          label: name in texts.parts ? texts.parts[name as keyof typeof texts.parts] : nameOf(name),
          text: texts.codes[code],
        })),
      ),
      ...part(texts.rights, [
        { label: texts.right.correct, text: fill(texts.rightText.correct, said) },
        { label: texts.right.complain, text: texts.rightText.complain },
      ]),
    ],
    foot: fill(texts.foot, said),
    whole: [detail.person?.name, detail.person?.alias, agency].flatMap((name) => name ?? []),
  };

  function nameOf(name: string): string {
    return name === 'registration' ? texts.person : forms.kinds[name as keyof typeof forms.kinds];
  }
}
