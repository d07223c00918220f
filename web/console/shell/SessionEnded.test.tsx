import { MantineProvider } from '@mantine/core';
import { createRoot } from 'react-dom/client';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createValueStore } from '../live/value-store.ts';
import { startLanguage } from '../text/language.ts';
import type { AlarmTone } from '../ui/alarm-tone.ts';
import { SessionEnded } from './SessionEnded.tsx';

await startLanguage();

/** The sound as it is heard: what was started and not stopped. */
function aTone() {
  const heard = { isPlaying: false };
  const tone: AlarmTone = {
    ...{ audible: createValueStore(true), unlock: vi.fn(), muteFor: vi.fn(), playOnce: vi.fn(), chime: vi.fn() },
    start: () => void Object.assign(heard, { isPlaying: true }),
    stop: () => void Object.assign(heard, { isPlaying: false }),
  };
  return { tone, heard };
}

/** A tab of one browser whose session has ended. */
async function aTab(rings = true) {
  const { tone, heard } = aTone();
  const page = document.createElement('div');
  const root = createRoot(page);
  root.render(
    <MantineProvider withCssVariables={false} withGlobalClasses={false}>
      <SessionEnded rings={rings} tone={tone} />
    </MantineProvider>,
  );
  onTestFinished(() => root.unmount());
  await expect.poll(() => page.textContent).toContain('เครื่องนี้หยุดรับเหตุ');
  return { page, heard, signIn: () => root.unmount() };
}

test('a console that was signed out sounds in every tab until the sound is stopped, once for all', async () => {
  const [first, second] = [await aTab(), await aTab()];
  for (const { heard } of [first, second]) await expect.poll(() => heard.isPlaying).toBe(true);
  first.page.querySelector('button')?.click();
  for (const { heard } of [first, second]) await expect.poll(() => heard.isPlaying).toBe(false);
  // What has happened is still said.
  expect(first.page.textContent).toContain('เครื่องนี้หยุดรับเหตุ');
  expect(second.page.querySelector('button')).toBeNull();
});

test('it is quiet as soon as somebody has signed in', async () => {
  const { heard, signIn } = await aTab();
  await expect.poll(() => heard.isPlaying).toBe(true);
  signIn();
  await expect.poll(() => heard.isPlaying).toBe(false);
});

test('where no alarm ever rang it is said without a sound', async () => {
  const { page, heard } = await aTab(false);
  expect(heard.isPlaying).toBe(false);
  expect(page.querySelector('button')).toBeNull();
});
