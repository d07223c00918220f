import fc from 'fast-check';

/** Generators of what LINE's documentation allows, with every optional property now and then. */

export const anyText = (max: number) =>
  fc
    .array(fc.constantFrom('ช่วย', 'ด้วย', 'ที่', 'น้ำ', 'a', 'B', '1', ' ', '🆘', '$'), { minLength: 1, maxLength: 8 })
    .map((parts) => parts.join('').slice(0, max))
    .filter((text) => text.trim() !== '');
export const https = fc
  .record({ path: fc.webPath(), query: fc.option(fc.webQueryParameters(), { nil: undefined }) })
  .map(({ path, query }) => `https://ess.example${path}${query === undefined ? '' : `?${query}`}`)
  .filter((uri) => /^[\w\-.~:/?#@!$&'()*+,;=%]+$/.test(uri));
export const whole = (max: number) => fc.integer({ min: 1, max });

/** A record whose keys in `more` are sometimes there. */
export function some<T extends object, U extends object>(
  sure: { [K in keyof T]: fc.Arbitrary<T[K]> },
  more: { [K in keyof U]: fc.Arbitrary<U[K]> } = {} as { [K in keyof U]: fc.Arbitrary<U[K]> },
): fc.Arbitrary<Record<string, unknown>> {
  const keys = Object.keys(sure) as never[];
  return fc.record({ ...sure, ...more } as Record<string, fc.Arbitrary<unknown>>, { requiredKeys: keys });
}

export const is = <T>(value: T) => fc.constant(value);
export const one = (...values: unknown[]) => fc.constantFrom(...values);

const uri = fc.oneof(https, one('tel:191', 'line://nv/location', 'https://line.me/R/nv/location/', 'http://x.example'));

function everywhere(label: fc.Arbitrary<string>) {
  const post = { type: is('postback'), data: anyText(300), label };
  return [
    some(post, { displayText: anyText(300), inputOption: one('closeRichMenu', 'openRichMenu', 'openVoice') }),
    some({ ...post, inputOption: is('openKeyboard') }, { fillInText: anyText(300) }),
    some({ ...post, text: anyText(300) }),
    some({ type: is('message'), label, text: anyText(300) }),
    some({ type: is('uri'), label, uri }, { altUri: some({ desktop: https }) }),
    some({ type: is('datetimepicker'), label, data: anyText(300), mode: is('date') }, { initial: is('2026-11-21') }),
    some(
      { type: is('datetimepicker'), label, data: anyText(300), mode: is('time') },
      { min: is('00:00'), max: is('23:59') },
    ),
    some({ type: is('clipboard'), label, clipboardText: anyText(1000) }),
  ];
}

export const action = fc.oneof(...everywhere(anyText(12)));
const quickOnly = ['location', 'camera', 'cameraRoll'].map((type) => some({ type: is(type), label: anyText(20) }));
const switching = some(
  { type: is('richmenuswitch'), richMenuAliasId: is('menu-2'), data: anyText(300) },
  { label: anyText(20) },
);

const item = some({ type: is('action'), action: fc.oneof(action, ...quickOnly) }, { imageUrl: https });

/** What every message may carry. */
export const extras = {
  quickReply: some({ items: fc.array(item, { minLength: 1, maxLength: 4 }) }),
  sender: some({}, { name: one('สภ.เมือง', 'ESS'), iconUrl: https }),
};

const bounds = some({
  x: fc.nat(400),
  y: fc.nat(400),
  width: whole(400),
  height: whole(400),
});

export const richMenu = some({
  size: some({ width: fc.integer({ min: 1200, max: 2500 }), height: fc.integer({ min: 800, max: 827 }) }),
  selected: fc.boolean(),
  name: anyText(40),
  chatBarText: one('เมนู', 'แจ้งเหตุฉุกเฉิน', 'a', 'เมนูช่วยเหลือ'),
  areas: fc.array(some({ bounds, action: fc.oneof(action, switching) }), { minLength: 1, maxLength: 3 }),
});
