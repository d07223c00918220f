import type { CallLine, PhoneReport, PhoneReportWords } from '#contract/dispatch';
import { withPlainSigns } from '#contract/fold-text';
import type { IncidentType } from '#contract/incident-type';

export type CallPlace = {
  lat: number;
  lng: number;
  source: 'desk-pin' | 'typed';
  accuracyMetres: number | null;
  /** As the clerk sees it; what travels is `label`. */
  name: string;
};

/** What stands in the form. */
export type CallDraft = {
  line: CallLine;
  type: IncidentType | null;
  place: CallPlace | null;
  /** House number, lane, landmark: all that words say of where. */
  placeDetail: string;
  callerPhone: string;
  silent: boolean;
  doNotCall: boolean;
  note: string;
};

export const emptyDraft = (line: CallLine): CallDraft => ({
  ...{ line, type: null, place: null, placeDetail: '', callerPhone: '', silent: false, doNotCall: false, note: '' },
});

/** The form as another clerk left it. The note of a draft begins with the line it came by: that is not typed again. */
export function draftFrom(report: PhoneReport, line: CallLine): CallDraft {
  const { position } = report;
  return {
    line: report.channel ?? line,
    type: report.type,
    place: position && {
      ...{ lat: position.lat, lng: position.lng, accuracyMetres: position.accuracyMetres },
      source: position.source === 'typed' ? 'typed' : 'desk-pin',
      name: position.label ?? `${position.lat.toFixed(5)}, ${position.lng.toFixed(5)}`,
    },
    placeDetail: report.placeDetail ?? '',
    callerPhone: report.phone ?? '',
    silent: report.silent,
    doNotCall: !report.callBack,
    note: report.state === 'draft' ? (report.note ?? '').replace(/^☎ (191|1300): /, '') : '',
  };
}

/** What is sent; what is empty is left out, because it is not known rather than taken back. */
export function wordsOf(draft: CallDraft, isDraft: boolean): PhoneReportWords {
  const { type, place, placeDetail, callerPhone, silent, doNotCall, note } = draft;
  return {
    isDraft,
    ...(type && { type }),
    ...(place && {
      place: {
        lat: place.lat,
        lng: place.lng,
        source: place.source,
        accuracyMetres: place.accuracyMetres,
        label: place.source === 'typed' ? place.name : null,
      },
    }),
    ...(placeDetail.trim() && { placeDetail: placeDetail.trim() }),
    ...(callerPhone.trim() && { callerPhone: callerPhone.trim() }),
    ...(silent && { silent }),
    ...(doNotCall && { callBack: false }),
    ...(note.trim() && { note: note.trim() }),
  };
}

export function isEmpty(draft: CallDraft): boolean {
  return Object.keys(wordsOf(draft, true)).length === 1;
}

/** Mobile 08x, 09x and 060-068, landlines 02-05 and 07x, short numbers, and anything foreign. */
const USUAL_PHONE = /^((0|\+?66)([89]\d{8}|6[0-8]\d{7}|[2-57]\d{7})|1\d{2,3}|\+(?!66)\d{8,15})$/;

/** Worth reading back to the caller: as long as a number, and not of a kind people there know. */
export function isOddPhone(typed: string): boolean {
  const number = withPlainSigns(typed).replace(/[\s().-]/g, '');
  return number.length >= 9 && !USUAL_PHONE.test(number);
}
