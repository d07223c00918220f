import { type Actor, agenciesWith } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { isInBranch } from '#capabilities/jurisdiction';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId, newReadableCode } from '#platform/ids';
import type { AlertingContext } from '../context.ts';
import { translateBoth } from '../messages.ts';
import {
  findGateway,
  findGroup,
  type GatewayRow,
  insertGateway,
  insertGroupCode,
  isRemovedTarget,
  removeGateway as removeGatewayRow,
  removeGroup as removeGroupRow,
} from '../store-targets.ts';
import { notifyAccountChange } from './notify-account-change.ts';

/** Long enough to pick up the phone and open the group. */
const CODE_MS = 600_000;

/** @throws AppError `jurisdiction/agency-not-found` for an agency outside the branches the person manages */
export function mustManage(
  { jurisdiction }: Pick<AlertingContext, 'jurisdiction'>,
  actor: Actor,
  agencyId: string,
): void {
  if (!mayManage({ jurisdiction }, actor, agencyId)) throw new AppError('jurisdiction/agency-not-found');
}

/** Whether the agency lies in a branch whose groups and gateways the person manages. */
export function mayManage(
  { jurisdiction }: Pick<AlertingContext, 'jurisdiction'>,
  actor: Actor,
  agencyId: string,
): boolean {
  const path = jurisdiction.findAgency(agencyId)?.path;
  const branches = agenciesWith(actor, 'alerting:manage').map((id) => jurisdiction.findAgency(id)?.path);
  return path !== undefined && branches.some((branch) => branch !== undefined && isInBranch(branch, path));
}

/** Makes a code that enrols one LINE group of the agency; it replaces an earlier code. */
export async function makeGroupCode(
  context: AlertingContext,
  work: Work,
  actor: Actor,
  agencyId: string,
): Promise<{ code: string; expiresAt: Date }> {
  mustManage(context, actor, agencyId);
  const code = newReadableCode(10);
  const expiresAt = new Date(context.clock.now().getTime() + CODE_MS);
  await insertGroupCode(work.tx, { hash: context.hashCode(code), agencyId, madeBy: actor.userId, expiresAt });
  await notifyAccountChange(context, work, actor, 'alerting/make-group-code');
  record(context, work, actor, 'alerting/make-group-code', agencyId, {});
  return { code: `${code.slice(0, 5)}-${code.slice(5)}`, expiresAt };
}

/** @throws AppError `alerting/target-not-found`, `alerting/target-removed` */
export async function removeGroup(
  context: AlertingContext,
  work: Work,
  actor: Actor,
  { agencyId, id }: { agencyId: string; id: string },
): Promise<void> {
  mustManage(context, actor, agencyId);
  const group = await findGroup(work.tx, { id });
  if (group?.agencyId !== agencyId) throw await missingTargetError(work, { agencyId, id });
  if (!(await removeGroupRow(work.tx, id, 'by-us', context.clock.now())))
    throw await missingTargetError(work, { agencyId, id });
  const text = translateBoth('groupRemoved');
  await context.channels.line?.send(work, group.lineGroupId, { preview: text, parts: [{ kind: 'text', text }] });
  record(context, work, actor, 'alerting/remove-group', agencyId, { groupId: id });
}

/** @throws AppError `alerting/address-refused` for an address that is not https or is in the internal network */
export async function addGateway(
  context: AlertingContext,
  work: Work,
  actor: Actor,
  agencyId: string,
  gateway: Pick<GatewayRow, 'name' | 'url' | 'called'>,
): Promise<{ id: string; secret: string }> {
  mustManage(context, actor, agencyId);
  if (context.findUrlFault(gateway.url)) throw new AppError('alerting/address-refused');
  const id = newId();
  await insertGateway(work.tx, { id, agencyId, ...gateway, madeAt: context.clock.now() }, actor.userId);
  await notifyAccountChange(context, work, actor, 'alerting/add-gateway');
  record(context, work, actor, 'alerting/add-gateway', agencyId, { gatewayId: id });
  return { id, secret: context.channels.gateway.secretOf(id) };
}

/** @throws AppError `alerting/target-not-found`, `alerting/target-removed` */
export async function removeGateway(
  context: AlertingContext,
  work: Work,
  actor: Actor,
  { agencyId, id }: { agencyId: string; id: string },
): Promise<void> {
  mustManage(context, actor, agencyId);
  if ((await findGateway(work.tx, id))?.agencyId !== agencyId) throw await missingTargetError(work, { agencyId, id });
  if (!(await removeGatewayRow(work.tx, id, context.clock.now())))
    throw await missingTargetError(work, { agencyId, id });
  record(context, work, actor, 'alerting/remove-gateway', agencyId, { gatewayId: id });
}

function record(
  { clock }: AlertingContext,
  work: Work,
  actor: Actor,
  action: string,
  agencyId: string,
  details: Record<string, string>,
): void {
  const subject = { subjectKind: 'agency', subjectId: agencyId, details };
  recordAction(work, { ...byPerson(actor), action, ...subject, at: clock.now() });
}

/** Distinguishes a target that a colleague removed from one that never existed. */
async function missingTargetError(work: Work, { agencyId, id }: { agencyId: string; id: string }): Promise<AppError> {
  if (!(await isRemovedTarget(work.tx, { agencyId, id }))) return new AppError('alerting/target-not-found');
  const actions = ['alerting/remove-group', 'alerting/remove-gateway'];
  return new AppError('alerting/target-removed', { lostTo: { subjects: [agencyId], actions } });
}
