import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test, vi } from 'vitest';
import type { Me } from '#contract/access';
import { startLanguage } from '../text/language.ts';
import { ShellMenu } from './ShellMenu.tsx';

const loadLaterTexts = vi.hoisted(() => vi.fn());
vi.mock('../text/language.ts', async (original) => ({ ...(await original<object>()), loadLaterTexts }));
vi.mock('./OpenedMenu.tsx', () => ({ OpenedMenu: () => <p>the menu</p> }));

test('a menu that could not be loaded is loaded at the next press', async () => {
  await startLanguage();
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const page = document.body.appendChild(document.createElement('div'));
  const root = createRoot(page);
  const me = { name: 'สมมติ ใจดี' } as Me;
  act(() =>
    root.render(
      <MantineProvider>
        <ShellMenu me={me} ringing={0} onSignOut={() => {}} />
      </MantineProvider>,
    ),
  );
  const press = () => act(async () => page.querySelector('button')?.click());
  loadLaterTexts.mockRejectedValueOnce(new Error('no connection'));
  await press();
  expect(page.textContent).not.toContain('the menu');
  await press();
  expect(page.textContent).toContain('the menu');
  act(() => root.unmount());
  page.remove();
  vi.unstubAllGlobals();
});
