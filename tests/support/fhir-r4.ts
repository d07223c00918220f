import { z } from 'zod';

// What FHIR R4 (4.0.1) asks of the resources that we write, by hand: fields that we use, which of them are required, their
// codes, and that a reference leads to something. Whatever else stands in a resource is refused.

const uri = z.string().regex(/^[a-z][\w+.-]*:\S+$/i);
const id = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/);
const code = z.string().regex(/^\S+( \S+)*$/);
const text = z.string().min(1);
const dateTime = z.iso.datetime();
const date = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/);
const list = <Item extends z.ZodType>(item: Item) => z.array(item).min(1);

const coding = z.strictObject({ system: uri.optional(), code: code.optional(), display: text.optional() });
const concept = z
  .strictObject({ coding: list(coding).optional(), text: text.optional() })
  .refine((one) => one.coding ?? one.text, 'an element has a value or children (ele-1)');
const reference = z.strictObject({ reference: text, display: text.optional() });
const identifier = z.strictObject({ system: uri.optional(), value: text });
const period = z
  .strictObject({ start: dateTime.optional(), end: dateTime.optional() })
  .refine(({ start, end }) => !start || !end || start <= end, 'starts before it ends (per-1)');

/** An extension has a value or extensions, never both (ext-1); inside another its name may be short. */
const innerExtension = z.strictObject({ url: text, valueString: text });
const extension = z
  .strictObject({
    url: uri,
    valueCode: code.optional(),
    valueString: text.optional(),
    valueDecimal: z.number().optional(),
    valueBoolean: z.boolean().optional(),
    extension: list(innerExtension).optional(),
  })
  .refine((one) => Object.keys(one).length === 2, 'has a value or extensions (ext-1)');
const extensible = { extension: list(extension).optional() };
const meta = z.strictObject({ security: list(coding) });
const base = { id, meta: meta.optional(), ...extensible };

const priority = z.enum(['routine', 'urgent', 'asap', 'stat']);
const output = z
  .strictObject({ type: concept, valueCodeableConcept: concept.optional(), valueDate: date.optional() })
  .refine((one) => Object.keys(one).length === 2, 'an output has exactly one value');
const task = z.strictObject({
  resourceType: z.literal('Task'),
  ...base,
  identifier: list(identifier).optional(),
  groupIdentifier: identifier.optional(),
  // Required; of the R4 codes those of SDOH Clinical Care.
  status: z.enum([
    ...(['draft', 'requested', 'accepted', 'rejected', 'cancelled', 'in-progress'] as const),
    ...(['on-hold', 'failed', 'completed', 'entered-in-error'] as const),
  ]),
  statusReason: concept.optional(),
  businessStatus: concept.optional(),
  intent: z.literal('order'),
  priority: priority.optional(),
  code: concept,
  focus: reference,
  for: reference,
  executionPeriod: period.optional(),
  authoredOn: dateTime,
  lastModified: dateTime.optional(),
  requester: reference,
  owner: reference.optional(),
  restriction: z.strictObject({ period }).optional(),
  output: list(output).optional(),
});
const serviceRequest = z.strictObject({
  resourceType: z.literal('ServiceRequest'),
  ...base,
  identifier: list(identifier).optional(),
  status: z.enum(['draft', 'active', 'on-hold', 'revoked', 'completed', 'entered-in-error', 'unknown']),
  intent: z.enum(['proposal', 'plan', 'directive', 'order']),
  category: list(concept),
  priority: priority.optional(),
  code: concept.optional(),
  orderDetail: list(concept).optional(),
  subject: reference,
  authoredOn: dateTime.optional(),
  requester: reference.optional(),
  performer: list(reference).optional(),
  reasonCode: list(concept).optional(),
  supportingInfo: list(reference).optional(),
});
const humanName = z
  .strictObject({
    ...extensible,
    use: z.enum(['usual', 'official', 'temp', 'nickname', 'anonymous', 'old', 'maiden']).optional(),
    text: text.optional(),
  })
  .refine((one) => one.text ?? one.extension, 'an element has a value or children (ele-1)');
const patient = z.strictObject({
  resourceType: z.literal('Patient'),
  ...base,
  identifier: list(identifier).optional(),
  name: list(humanName).optional(),
  gender: z.enum(['male', 'female', 'other', 'unknown']).optional(),
  birthDate: date.optional(),
  address: list(
    z.strictObject({ ...extensible, text, city: text, district: text, state: text, country: text }),
  ).optional(),
  // A contact has a name, telecom, an address or an organisation (pat-1); without one it says at least how it is related.
  contact: list(z.strictObject({ relationship: list(concept), name: humanName })).optional(),
  communication: list(z.strictObject({ language: concept })).optional(),
});
const organization = z.strictObject({
  resourceType: z.literal('Organization'),
  ...base,
  active: z.boolean().optional(),
  // A name or an identifier (org-1).
  name: text,
  alias: list(text).optional(),
});
const consent = z.strictObject({
  resourceType: z.literal('Consent'),
  ...base,
  status: z.enum(['draft', 'proposed', 'active', 'rejected', 'inactive', 'entered-in-error']),
  scope: concept,
  category: list(concept),
  // With the scope of privacy there is a patient (ppc-2).
  patient: reference,
  dateTime: dateTime.optional(),
  organization: list(reference).optional(),
  // A policy or a rule (ppc-1).
  policyRule: concept,
  provision: z
    .strictObject({
      type: z.enum(['deny', 'permit']),
      actor: list(z.strictObject({ role: concept, reference })),
    })
    .optional(),
});
const flag = z.strictObject({
  resourceType: z.literal('Flag'),
  ...base,
  status: z.enum(['active', 'inactive', 'entered-in-error']),
  category: list(concept).optional(),
  code: concept,
  subject: reference,
});

const bundle = z
  .strictObject({
    resourceType: z.literal('Bundle'),
    id,
    meta: meta.optional(),
    type: z.literal('collection'),
    timestamp: dateTime,
    entry: list(
      z.strictObject({
        fullUrl: z.string().regex(/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
        resource: z.discriminatedUnion('resourceType', [task, serviceRequest, patient, organization, consent, flag]),
      }),
    ),
  })
  .superRefine(({ entry }, context) => {
    const urls = entry.map(({ fullUrl }) => fullUrl);
    if (new Set(urls).size !== urls.length) context.addIssue('a full URL stands twice (bdl-7)');
    for (const { fullUrl, resource } of entry) {
      if (fullUrl !== `urn:uuid:${resource.id}`) context.addIssue(`${fullUrl} is not the URL of its resource`);
      for (const target of JSON.stringify(resource).matchAll(/"reference":"([^"]*)"/g))
        if (!urls.includes(target[1] ?? '')) context.addIssue(`${resource.resourceType}: ${target[1]} leads nowhere`);
    }
  });
export type FhirResources = z.infer<typeof bundle>['entry'][number]['resource'];

/** @throws unless it is a bundle of R4 as far as we write it */
export function parseFhirBundle(json: unknown): FhirResources[] {
  return bundle.parse(json).entry.map(({ resource }) => resource);
}
