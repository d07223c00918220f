import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { mayFor } from '#capabilities/jurisdiction';
import type { PlacementFacts, PlacementStatus } from '#contract/outreach';
import type { Permission } from '#contract/permission';
import { readPlacementCode } from '#contract/placement-code';
import { thaiDayOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { type OutreachContext, PLACEMENTS_TOPIC } from '../../context.ts';
import { newPlacementCode } from '../new-code.ts';
import { locate, noteSeen, type StoredPlacement } from '../placement.ts';
import { findCampaignRow } from '../store/campaign-rows.ts';
import { findCodeOf, insertPlacements, lockPlacementRow, updatePlacement } from '../store/placement-rows.ts';

/**
 * Adds one placement, with a new code.
 * @throws AppError `outreach/campaign-not-found`, `outreach/place-missing`, `outreach/place-outside`, `outreach/reference-taken`
 */
export async function addPlacement(
  context: OutreachContext,
  work: Work,
  actor: Actor,
  { campaignId, ...facts }: PlacementFacts & { campaignId: string },
): Promise<{ code: string }> {
  const campaign = await findCampaignRow(work.tx, campaignId);
  if (!campaign || !mayFor(context.jurisdiction, actor, 'outreach:edit', [campaign.agencyId]))
    throw new AppError('outreach/campaign-not-found');
  const subdistrictCode = locate(facts, context.jurisdiction);
  const { agencyId } = campaign;
  const today = thaiDayOf(context.clock.now());
  const known = { ...facts, campaignId, agencyId, subdistrictCode, version: 1 };
  const checkedOn = facts.status === 'checked' ? today : null;
  // Of 34 milliards of codes the chance that one is taken is small; drawn again it is none.
  for (let tries = 0; tries < 3; tries++) {
    const placement = { ...known, checkedOn, code: newPlacementCode() };
    if ((await insertPlacements(work.tx, [placement])) === 1) {
      done(context, work, actor, 'outreach/add-placement', placement);
      return { code: placement.code };
    }
  }
  throw taken(await findCodeOf(work.tx, { ...known, code: '' }));
}

/**
 * @throws AppError `outreach/placement-not-found`, `outreach/changed-meanwhile`, `outreach/place-missing`,
 * `outreach/place-outside`, `outreach/reference-taken`
 */
export async function changePlacement(
  context: OutreachContext,
  work: Work,
  actor: Actor,
  { code, basedOn, ...facts }: PlacementFacts & { code: string; basedOn: number },
): Promise<{ version: number }> {
  const known = await lockMine(context, work, actor, 'outreach:edit', code);
  if (known.version !== basedOn) {
    const actions = ['outreach/change-placement', 'outreach/check-placement'];
    throw new AppError('outreach/changed-meanwhile', { lostTo: { actions, subjects: [known.code] } });
  }
  const subdistrictCode = locate(facts, context.jurisdiction);
  const other = await findCodeOf(work.tx, { ...known, reference: facts.reference });
  if (other) throw taken(other);
  const checkedOn =
    facts.status === 'checked' && known.status !== 'checked' ? thaiDayOf(context.clock.now()) : known.checkedOn;
  const changed = { ...known, ...facts, subdistrictCode, checkedOn, version: known.version + 1 };
  await updatePlacement(work.tx, changed);
  done(context, work, actor, 'outreach/change-placement', changed);
  return { version: changed.version };
}

/** Somebody saw whether it hangs. @throws AppError `outreach/placement-not-found` */
export async function checkPlacement(
  context: OutreachContext,
  work: Work,
  actor: Actor,
  { code, status }: { code: string; status: PlacementStatus },
): Promise<{ version: number }> {
  const known = await lockMine(context, work, actor, 'outreach:check', code);
  const changed = noteSeen(known, status, thaiDayOf(context.clock.now()));
  await updatePlacement(work.tx, changed);
  done(context, work, actor, 'outreach/check-placement', changed);
  return { version: changed.version };
}

const taken = (code: string | undefined) =>
  new AppError('outreach/reference-taken', {
    lostTo: { actions: ['outreach/add-placement', 'outreach/change-placement'], subjects: code ? [code] : [] },
  });

async function lockMine(
  { jurisdiction }: OutreachContext,
  { tx }: Work,
  actor: Actor,
  permission: Permission,
  typed: string,
): Promise<StoredPlacement> {
  const code = readPlacementCode(typed);
  const known = code === undefined ? undefined : await lockPlacementRow(tx, code);
  // Another partner's placement is not there.
  if (!known || !mayFor(jurisdiction, actor, permission, [known.agencyId]))
    throw new AppError('outreach/placement-not-found');
  return known;
}

function done(
  { clock, notifier }: OutreachContext,
  work: Work,
  actor: Actor,
  action: string,
  { code, version, status }: StoredPlacement,
): void {
  const details = { version, status };
  const subject = { subjectKind: 'placement', subjectId: code, details, at: clock.now() };
  recordAction(work, { ...byPerson(actor), action, ...subject });
  work.afterCommit(() => notifier.send(PLACEMENTS_TOPIC));
}
