import type { CarePerson } from '#contract/case-api';
import type { ServiceCode } from '#contract/case-forms';
import type { ReferralBasis } from '#contract/referral';
import { ruleOf } from './rules.ts';

/** Who a referral is about, as it is stored. */
export type Packet = {
  referralId: string;
  person: Record<string, unknown>;
  safeContact: Record<string, unknown> | null;
  why: string | null;
  basis: ReferralBasis;
  extra: Record<string, string | number | boolean | null>;
  builtAt: Date;
};

/**
 * What a service is told of a person: the fields that its code defines and no others, and always how to reach them without
 * danger and who must not know.
 */
export function buildPacket(
  person: CarePerson,
  { serviceCode, ...given }: { serviceCode: ServiceCode } & Pick<Packet, 'referralId' | 'why' | 'basis' | 'extra'>,
  now: Date,
): Packet {
  const known: Record<string, unknown> = person;
  const fields = ruleOf(serviceCode).packet.filter((field) => isKnown(known[field]));
  return {
    ...given,
    person: Object.fromEntries(fields.map((field) => [field, known[field]])),
    safeContact: person.safeContact,
    builtAt: now,
  };
}

const isKnown = (value: unknown): boolean => value != null && !(Array.isArray(value) && value.length === 0);
