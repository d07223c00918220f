import { z } from 'zod';
import { type ServiceFacts, type ServiceImportProblem, serviceFactsSchema } from '#contract/services';
import { optionalText } from '#contract/text';
import type { ThaiDay } from '#contract/thai-day';
import { isOverfull, type StoredService } from './service.ts';

const code = z.string().min(1).max(40);

/** A service as files carry it: agencies by their codes, no version, nobody's account. */
export const portableServiceSchema = serviceFactsSchema.omit({ agencyId: true, areaIds: true }).extend({
  /** Ours or that of whoever made the file; without one it is found by its provider and name. */
  id: z.uuid().nullable(),
  provider: code,
  areas: z.array(code).min(1).max(100),
  freeAt: z.iso.datetime({ offset: true }).nullable(),
  checkedOn: z.iso.date().nullable(),
  checkedBy: optionalText(150).nullable(),
});
export type PortableService = z.infer<typeof portableServiceSchema>;

/** One record of a file, right or wrong. */
export type ReadRecord = {
  line: number;
  name: string;
  service: PortableService | undefined;
  problems: ServiceImportProblem[];
  /** What the file has no column for: it stays as it is. */
  leftOut?: readonly (keyof PortableService)[];
};

const LONGEST_SHOWN = 60;
export const problem = (
  code: ServiceImportProblem['code'],
  field: string | null = null,
  value: unknown = null,
): ServiceImportProblem => ({ field, code, value: show(value) });

function show(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const text = (typeof value === 'string' ? value : JSON.stringify(value)) ?? '';
  const clean = text.toWellFormed().replaceAll(/\p{Cc}/gu, ' ');
  return clean.length > LONGEST_SHOWN ? `${clean.slice(0, LONGEST_SHOWN)}…` : clean;
}

/** Checks what was read; each field that is missing or unfit is one problem, under the name that it has in the file. */
export function checkRecord(
  line: number,
  name: string,
  raw: Record<string, unknown>,
  nameOfField: (field: string) => string,
): ReadRecord {
  const checked = portableServiceSchema.safeParse(raw);
  if (checked.success) {
    const isTooMany = isOverfull(checked.data);
    const problems = isTooMany ? [problem('unfit', nameOfField('free'), checked.data.free)] : [];
    return { line, name, service: isTooMany ? undefined : checked.data, problems };
  }
  const fields = [...new Set(checked.error.issues.map(({ path: [field] }) => String(field)))];
  const problems = fields.map((field) => {
    const value = raw[field];
    const isMissing =
      value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
    return isMissing ? problem('required', nameOfField(field)) : problem('unfit', nameOfField(field), value);
  });
  return { line, name, service: undefined, problems };
}

/** A stored service as a file carries it. */
export function toPortable(
  { agencyId, areaIds, version: _v, updatedAt: _a, updatedByPersonId: _p, freeAt, ...facts }: StoredService,
  codeOf: (agencyId: string) => string,
): PortableService {
  return { ...facts, freeAt: freeAt?.toISOString() ?? null, provider: codeOf(agencyId), areas: areaIds.map(codeOf) };
}

/** What of an imported service is stored, with what is known already and newer. */
export function mergeImported(
  { provider: _p, areas: _a, id: _i, freeAt, checkedOn, checkedBy, ...facts }: PortableService,
  { agencyId, areaIds }: Pick<ServiceFacts, 'agencyId' | 'areaIds'>,
  known: StoredService | undefined,
  now: Date,
): Omit<StoredService, 'id' | 'version' | 'updatedByPersonId' | 'updatedAt'> {
  const counted = freeAt === null ? undefined : new Date(freeAt);
  const written = { ...facts, agencyId, areaIds };
  const isCountOlder = known !== undefined && known.freeAt !== null && (counted ?? now) < known.freeAt;
  const isSameCount = known !== undefined && counted === undefined && known.free === facts.free;
  const count =
    isCountOlder || isSameCount
      ? { free: known.free, freeAt: known.freeAt }
      : { free: facts.free, freeAt: facts.free === null ? null : (counted ?? now) };
  return { ...written, ...count, ...newerCheck({ checkedOn, checkedBy }, known) };
}

/** How a service is found, and what is merged with its time. */
const NEVER_LEFT_OUT: readonly string[] = ['id', 'provider', 'areas', 'freeAt', 'checkedOn', 'checkedBy'];

/** What a known service keeps because the file says nothing of it; its count goes with its time. */
export function keepLeftOut(known: StoredService, leftOut: readonly (keyof PortableService)[]): Partial<StoredService> {
  const fields = leftOut.filter((field) => !NEVER_LEFT_OUT.includes(field));
  return {
    ...Object.fromEntries(fields.map((field) => [field, known[field as keyof StoredService]])),
    ...(leftOut.includes('free') && { freeAt: known.freeAt }),
  };
}

type Check = { checkedOn: ThaiDay | null; checkedBy: string | null };

/** A check that is known is not undone by an older file. */
function newerCheck(read: Check, known: Check | undefined): Check {
  if (known?.checkedOn && (read.checkedOn === null || read.checkedOn < known.checkedOn)) {
    return { checkedOn: known.checkedOn, checkedBy: known.checkedBy };
  }
  return { checkedOn: read.checkedOn, checkedBy: read.checkedOn === null ? null : read.checkedBy };
}
