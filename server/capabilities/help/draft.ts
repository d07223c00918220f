import { canChangeHelp, type HelpStatus, isOpenHelp } from '#contract/help';
import type { HelpGap } from '#contract/help-api';
import { familyIdsOf, type HelpForm } from '#contract/help-form';
import { findHelpGaps } from '#contract/help-form-gaps';
import { AppError } from '#platform/app-error';
import { findBenefit } from './help-rules.ts';
import type { HelpRequest } from './request.ts';

/** What the row says of the form, for counting and lists. */
export function knownFrom(form: HelpForm): Pick<HelpRequest, 'label' | 'benefit' | 'idNumber' | 'familyIds'> {
  const [first, last] = (form.person?.name ?? '').split(' ');
  return {
    label: first ? [first, last && `${[...last][0]}.`].filter(Boolean).join(' ') : null,
    benefit: form.wanted?.benefit ?? null,
    idNumber: form.person?.idNumber ?? null,
    familyIds: familyIdsOf(form),
  };
}

/** Everything that keeps it from being sent; the danger question first. */
export function gapsOf(
  { danger }: Pick<HelpRequest, 'danger'>,
  form: HelpForm,
  unreadable: readonly string[],
): HelpGap[] {
  const wished = form.wanted?.benefit;
  return [
    ...(danger === null ? [{ field: 'danger', why: 'missing' } as const] : []),
    ...findHelpGaps(form, unreadable),
    ...(wished !== undefined && !findBenefit(wished)?.isActive
      ? [{ field: 'wanted.benefit', why: 'wrong' } as const]
      : []),
  ];
}

/** Whether whoever filed it may write in it: before it was sent, and while it lies with them to correct. */
export const isWritable = (status: HelpStatus): boolean =>
  canChangeHelp(status, 'submit') || canChangeHelp(status, 'correct');

/** Who is shown what a family had before. */
export type Viewer = { personId: string } | { reporterId: string };

/**
 * Whether an earlier request is shown to whoever writes or works on another one. Whoever is barred from it does not learn that
 * it exists. The holder of a link has proved none of the ID numbers that they type, so they are shown only what they asked for
 * themselves; what others were granted still counts when it is sent.
 */
export function mayBeShown(
  { reporterId, barredIds }: Pick<HelpRequest, 'reporterId' | 'barredIds'>,
  viewer: Viewer,
): boolean {
  return 'personId' in viewer ? !barredIds.includes(viewer.personId) : reporterId === viewer.reporterId;
}

/** An open request of the same person for the same benefit. */
export function findOpenSame<Earlier extends Pick<HelpRequest, 'status' | 'benefit'> & { samePerson: boolean }>(
  { benefit }: Pick<HelpRequest, 'benefit'>,
  earlier: readonly Earlier[],
): Earlier | undefined {
  if (benefit === null) return undefined;
  return earlier.find(
    (other) =>
      other.samePerson && other.benefit === benefit && isOpenHelp(other.status) && other.status !== 'confirmed',
  );
}

/**
 * Nobody has two requests open for the same benefit.
 * @throws AppError `help/already-open`
 */
export function assertOpenOnce(
  request: Pick<HelpRequest, 'benefit'>,
  earlier: readonly (Pick<HelpRequest, 'status' | 'benefit' | 'code'> & { requestId: string; samePerson: boolean })[],
): void {
  const open = findOpenSame(request, earlier);
  if (!open) return;
  const lostTo = { subjects: [open.requestId], actions: ['help/submitted'] };
  throw new AppError('help/already-open', { params: { code: open.code }, lostTo });
}
