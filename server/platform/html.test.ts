import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dataFor, html } from './html.ts';

test('what somebody typed never becomes markup, in text or in an attribute', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', '/', 'a', 'ก', ' ', '=') }), (typed) => {
      const { markup } = html`<p title="${typed}">${[typed, html`<b>${typed}</b>`]}</p>`;
      expect(markup.replace(/^<p title="|">|<b>|<\/b><\/p>$/g, '')).not.toMatch(/[<>"']/);
    }),
  );
  expect(html`${'<a href="x">&'}`.markup).toBe('&lt;a href=&quot;x&quot;&gt;&amp;');
});

test('nothing is written for what is absent', () => {
  expect(html`a${null}${undefined}${false}${[]}b${0}`.markup).toBe('ab0');
});

test('data for the script can not end its element', () => {
  const { markup } = dataFor('d', { place: '</script><script>alert(1)</script><!--' });
  expect(markup.match(/<\/?script|<!--/g)).toEqual(['<script', '</script']);
  expect(JSON.parse(markup.replace(/^[^>]+>|<\/script>$/g, ''))).toEqual({
    place: '</script><script>alert(1)</script><!--',
  });
});
