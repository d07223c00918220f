import type { HelpGap } from './help-api.ts';
import type { HelpForm } from './help-form.ts';
import { isWritten } from './text.ts';

const has = (value: unknown): boolean =>
  typeof value === 'string' ? isWritten(value) : Array.isArray(value) ? value.length > 0 : value !== undefined;

/**
 * What must be filled in before a request is sent: as little as a worker needs to come and see. Papers, income of each
 * member and account are found out later.
 */
export function findHelpGaps(form: HelpForm, unreadable: readonly string[] = []): HelpGap[] {
  const gap = (isMissing: boolean, field: string): HelpGap[] => (isMissing ? [{ field, why: 'missing' }] : []);
  const { person, place, income, hardship, wanted, certification } = form;
  return [
    ...unreadable.map((field): HelpGap => ({ field, why: 'wrong' })),
    ...gap(!has(person?.name), 'person.name'),
    ...gap(!has(person?.idNumber) && !has(person?.noIdReason), 'person.idNumber'),
    ...gap(!has(person?.birth), 'person.birth'),
    ...gap(place?.lat === undefined || place?.lng === undefined, 'place.lat'),
    ...gap(!has(place?.address), 'place.address'),
    ...gap(income?.perYear === undefined, 'income.perYear'),
    ...gap(!has(hardship?.codes), 'hardship.codes'),
    ...gap(!has(wanted?.kind), 'wanted.kind'),
    ...gap(wanted?.kind === 'money' && !has(wanted.benefit), 'wanted.benefit'),
    ...gap(certification?.agreed !== true, 'certification.agreed'),
  ].filter(({ field }, at, all) => all.findIndex((one) => one.field === field) === at);
}
