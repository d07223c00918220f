import type { CallLine, PhoneReport, PhoneReportInput } from '#contract/control-room';
import { withPlainSigns } from '#contract/fold-text';
import type { IncidentType } from '#contract/incident-type';
import { PLACE_DETAIL_LONGEST } from '#contract/place-detail';
import type { ReportedPosition } from '#contract/position';

export type CallPlace = {
  lat: number;
  lng: number;
  source: 'console-pin' | 'typed';
  accuracyMetres: number | null;
  /** As shown to the clerk; sent as `label`. */
  name: string;
};

/** The values of the form. */
export type CallDraft = {
  line: CallLine;
  type: IncidentType | null;
  place: CallPlace | null;
  /** Typed into the place field and not chosen from the list yet. */
  placeText: string;
  /** House number, lane, landmark: the description of the place. */
  placeDetail: string;
  callerPhone: string;
  silent: boolean;
  doNotCall: boolean;
  note: string;
};

export const emptyDraft = (line: CallLine): CallDraft => ({
  ...{
    line,
    type: null,
    place: null,
    placeText: '',
    placeDetail: '',
    callerPhone: '',
    silent: false,
    doNotCall: false,
    note: '',
  },
});

/** The form as another clerk left it. The note of a draft begins with the number called; that part is left out. */
export function draftFrom(report: PhoneReport, line: CallLine): CallDraft {
  const { position } = report;
  return {
    line: report.channel ?? line,
    type: report.type,
    place: position && placeFrom(position),
    placeText: '',
    placeDetail: report.placeDetail ?? '',
    callerPhone: report.callerPhone ?? report.phone ?? '',
    silent: report.silent,
    doNotCall: !report.callBack,
    note: report.state === 'draft' ? (report.note ?? '').replace(/^☎ (191|1300): /, '') : '',
  };
}

function placeFrom({ lat, lng, accuracyMetres, source, label }: ReportedPosition): CallPlace {
  const name = label ?? `${lat.toFixed(5)}, ${lng.toFixed(5)}`;
  return { lat, lng, accuracyMetres, source: source === 'typed' ? 'typed' : 'console-pin', name };
}

/**
 * The request. Empty fields are left out because they are unknown; if the server has a value (`known`), an emptied field
 * removes it.
 */
export function reportInputFrom(
  draft: CallDraft,
  isDraft: boolean,
  known: PhoneReport | null = null,
): PhoneReportInput {
  const { type, place, silent, doNotCall } = draft;
  const text = (typed: string, before: string | null | undefined) => typed.trim() || (before ? '' : undefined);
  // A name that is not in the list becomes a place detail.
  const unchosen = place ? '' : draft.placeText.trim();
  const placeDetail = text(
    [draft.placeDetail.trim(), unchosen].filter(Boolean).join(' · ').slice(0, PLACE_DETAIL_LONGEST),
    known?.placeDetail,
  );
  const callerPhone = text(draft.callerPhone, known?.callerPhone ?? known?.phone);
  const note = text(draft.note, known?.state === 'draft' ? known.note : null);
  return {
    isDraft,
    ...(type && { type }),
    ...(place ? !isAsKnown(place, known) && { place: placeToSend(place) } : known?.position && { place: null }),
    ...(placeDetail !== undefined && { placeDetail }),
    ...(callerPhone !== undefined && { callerPhone }),
    ...(silent && { silent }),
    ...(doNotCall ? { callBack: false } : known?.callBack === false && { callBack: true }),
    ...(note !== undefined && { note }),
  };
}

/** A reporter's own pin that the clerk did not touch keeps its source. */
function isAsKnown({ name, ...place }: CallPlace, known: PhoneReport | null): boolean {
  if (!known?.position) return false;
  const { name: before, ...shown } = placeFrom(known.position);
  const isSame = Object.entries(place).every(([fact, value]) => value === shown[fact as keyof typeof shown]);
  return isSame && (place.source === 'console-pin' || name === before);
}

function placeToSend({ lat, lng, source, accuracyMetres, name }: CallPlace) {
  return { lat, lng, source, accuracyMetres, label: source === 'typed' ? name : null };
}

export function isEmpty(draft: CallDraft): boolean {
  return Object.keys(reportInputFrom(draft, true)).length === 1;
}

/** Mobile 08x, 09x and 060-068, landlines 02-05 and 07x, short numbers, and anything foreign. */
const USUAL_PHONE = /^((0|\+?66)([89]\d{8}|6[0-8]\d{7}|[2-57]\d{7})|1\d{2,3}|\+(?!66)\d{8,15})$/;

/** Worth reading back to the caller: long enough for a phone number, but of an unusual kind. */
export function isOddPhone(typed: string): boolean {
  const number = withPlainSigns(typed).replace(/[\s().-]/g, '');
  return number.length >= 9 && !USUAL_PHONE.test(number);
}
