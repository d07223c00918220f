import type { ErrorObject } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { createAliasRequest, richMenuRequest, updateAliasRequest } from '../schemas/rich-menu.ts';
import {
  broadcastRequest,
  multicastRequest,
  narrowcastRequest,
  pushRequest,
  replyRequest,
  validateRequest,
} from '../schemas/send-request.ts';
import { richMenu } from './arbitrary-action.ts';
import { arbitraryRequests } from './arbitrary-message.ts';
import { isPresent, readLineSchemas } from './line-schemas.ts';
import { arbitrarySpoiling, spoil, withStranger } from './spoil.ts';

const ours: Record<string, z.ZodType> = {
  ReplyMessageRequest: replyRequest,
  PushMessageRequest: pushRequest,
  MulticastRequest: multicastRequest,
  NarrowcastRequest: narrowcastRequest,
  BroadcastRequest: broadcastRequest,
  ValidateMessageRequest: validateRequest,
  RichMenuRequest: richMenuRequest,
  CreateRichMenuAliasRequest: createAliasRequest,
  UpdateRichMenuAliasRequest: updateAliasRequest,
};
const requests: Record<string, fc.Arbitrary<Record<string, unknown>>> = {
  ...arbitraryRequests,
  RichMenuRequest: richMenu,
  CreateRichMenuAliasRequest: fc.constant({ richMenuAliasId: 'menu-2', richMenuId: 'richmenu-1' }),
  UpdateRichMenuAliasRequest: fc.constant({ richMenuId: 'richmenu-1' }),
};

/** The messages are the same in all sending requests, so one of them carries most of the runs. */
const runsOf = (name: string) => (name === 'PushMessageRequest' || name === 'RichMenuRequest' ? 1500 : 300);

/**
 * Where LINE's file is stricter than LINE's documentation: it counts code points where the documentation counts
 * graphemes, so a Thai text of 11 graphemes and 15 code points is refused by the file and fine for LINE.
 */
const excused = ({ keyword, instancePath }: ErrorObject) =>
  keyword === 'maxLength' && ['/chatBarText', '/name'].includes(instancePath);

if (!isPresent)
  test.skip("LINE's OpenAPI files are not beside this checkout (../shared/line-openapi): conformity was not tested");

describe.runIf(isPresent)("our schemas against LINE's own", () => {
  const line = isPresent ? readLineSchemas('messaging-api.yml') : undefined;
  const listFaults = (name: string, value: unknown) =>
    (line?.check(name, value) ?? []).filter((fault) => !excused(fault));
  const accepts = (name: string, value: unknown) => ours[name]?.safeParse(value).success === true;

  test('the files are read so that they mean what LINE means', () => {
    const push = (message: unknown) => ({ to: `U${'0'.repeat(32)}`, messages: [message] });
    const bad = [
      { type: 'shout' },
      { type: 'text' },
      { type: 'text', text: 7 },
      { type: 'text', text: 'x', quickreply: {} },
      { type: 'flex', altText: 'x', contents: { type: 'bubble', body: { type: 'box', layout: 'up', contents: [] } } },
      { type: 'image', originalContentUrl: 'https://x.example/a' },
      { type: 'text', text: 'x', quickReply: { items: [{ action: { type: 'fly', label: 'x' } }] } },
    ];
    expect(listFaults('PushMessageRequest', push({ type: 'text', text: 'x' }))).toEqual([]);
    for (const message of bad)
      expect(listFaults('PushMessageRequest', push(message)), JSON.stringify(message)).not.toEqual([]);
  });

  test.each(Object.keys(requests))('%s: good ones are accepted by both', (name) => {
    const arbitrary = requests[name] ?? fc.constant({});
    fc.assert(
      fc.property(arbitrary, (value) => {
        expect(ours[name]?.safeParse(value).error?.issues ?? []).toEqual([]);
        expect(listFaults(name, value)).toEqual([]);
      }),
      { seed: 1911300, numRuns: runsOf(name) / 5 },
    );
  });

  test.each(Object.keys(requests))("%s: with something wrong, ours never accepts what LINE's refuses", (name) => {
    const arbitrary = requests[name] ?? fc.constant({});
    const seen = { both: 0, neither: 0, onlyLine: 0 };
    fc.assert(
      fc.property(
        arbitrary,
        fc.array(arbitrarySpoiling(line?.propertyNames ?? []), { minLength: 1, maxLength: 2 }),
        (value, spoilings) => {
          const spoilt = spoilings.reduce<unknown>(spoil, value);
          const faults = listFaults(name, spoilt);
          if (accepts(name, spoilt)) {
            expect(faults, JSON.stringify(spoilt)).toEqual([]);
            seen.both += 1;
          } else if (faults.length > 0) seen.neither += 1;
          else seen.onlyLine += 1;
        },
      ),
      { seed: 1911301, numRuns: runsOf(name) },
    );
    // The test means something only when spoiling makes real faults, among them some that LINE's file does not see.
    expect(seen.neither).toBeGreaterThan(runsOf(name) / 3);
    expect(seen.onlyLine).toBeGreaterThan(0);
  });

  test.each(Object.keys(requests))('%s: no object in it takes a property it does not know', (name) => {
    const samples = fc.sample(requests[name] ?? fc.constant({}), { seed: 1911302, numRuns: runsOf(name) / 25 });
    const taken = samples.flatMap((value) =>
      withStranger(value, 'propertyOfTomorrow').filter((strange) => accepts(name, strange)),
    );
    expect(taken).toEqual([]);
  });

  test('the excuse for Thai texts covers nothing else', () => {
    const value = { ...fc.sample(richMenu, { seed: 1, numRuns: 1 })[0], chatBarText: 'แจ้งเหตุฉุกเฉิน' };
    expect(accepts('RichMenuRequest', value)).toBe(true);
    expect(line?.check('RichMenuRequest', value).map((fault) => fault.instancePath)).toEqual(['/chatBarText']);
  });
});
