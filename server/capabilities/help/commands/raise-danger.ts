import { agenciesWith } from '#capabilities/access';
import { beginCall, type Clerk, isReportOpen, updateCall } from '#capabilities/intake';
import type { HelpForm } from '#contract/help-form';
import type { ReportedPosition } from '#contract/position';
import type { Work } from '#platform/database/transaction';
import type { HelpContext } from '../context.ts';
import type { HelpRequest } from '../request.ts';
import type { Filer } from './load-request.ts';

/** Where somebody stands whose place nobody has given: about the size of a tambon. */
const AROUND_A_CENTRE_METRES = 5000;
const SOURCES = { gps: 'device-gps', pin: 'console-pin', typed: 'typed', subdistrict: 'typed' } as const;

type Danger = { request: Pick<HelpRequest, 'id' | 'agencyId' | 'dangerReportId'>; form: HelpForm; silent: boolean };

/**
 * "Somebody is in danger now", in the middle of a form: a report is made at once, like one by telephone, and the station of
 * the place is alerted in this transaction. Nothing else of the form is asked for, and nothing of it is lost. Answered
 * again, what is new goes to the same report while somebody works on it, afterwards it is a new danger.
 * @returns the report
 */
export async function raiseDanger(
  context: HelpContext,
  work: Work,
  filer: Filer & { kind: 'staff' },
  { request, form, silent }: Danger,
): Promise<string> {
  const clerk = clerkOf(filer, request);
  const position = positionOf(context, form, request);
  const { name, phone } = form.person ?? {};
  const known = request.dangerReportId;
  const isOpen = known !== null && (await isReportOpen(work, known));
  const reportId = isOpen ? known : await beginCall(context, work, clerk, '1300');
  await updateCall(context, work, reportId, clerk, {
    line: '1300',
    isDraft: false,
    position,
    silent,
    callBack: !silent,
    ...(form.place?.address && { placeDetail: form.place.address.slice(0, 200) }),
    ...(phone && { callerPhone: phone }),
    note: ['คำขอความช่วยเหลือ: มีคนอยู่ในอันตรายตอนนี้', name].filter(Boolean).join(' · '),
    // Without a place it goes to the control rooms at once, as a call that broke off.
    ...(!position && { cutOff: true }),
  });
  return reportId;
}

function clerkOf({ actor }: Filer & { kind: 'staff' }, { agencyId }: Danger['request']): Clerk {
  return { personId: actor.userId, name: actor.name, agencyId: agenciesWith(actor, 'help:file')[0] ?? agencyId };
}

/** The place in the form; else around the centre that it was written at, because a rough place alerts somebody. */
export function positionOf(
  { clock, jurisdiction }: Pick<HelpContext, 'clock' | 'jurisdiction'>,
  { place }: HelpForm,
  { agencyId }: Danger['request'],
): ReportedPosition | undefined {
  const at = clock.now().toISOString();
  if (place?.lat !== undefined && place.lng !== undefined) {
    const { lat, lng, accuracyMetres = null, source = 'typed' } = place;
    if (jurisdiction.isInThailand({ lat, lng }))
      return { lat, lng, source: SOURCES[source], at, accuracyMetres, label: null };
  }
  const agency = jurisdiction.findAgency(agencyId);
  if (agency?.kind !== 'tambon-centre') return undefined;
  return { ...agency.position, source: 'typed', at, accuracyMetres: AROUND_A_CENTRE_METRES, label: agency.nameTh };
}
