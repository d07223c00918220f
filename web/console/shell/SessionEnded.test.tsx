import { MantineProvider } from '@mantine/core';
import { createRoot } from 'react-dom/client';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createValueStore } from '../live/value-store.ts';
import { startLanguage } from '../text/language.ts';
import type { AlarmTone } from '../ui/alarm-tone.ts';
import { SessionEnded } from './SessionEnded.tsx';

await startLanguage();

/** A tone that records whether it is playing. */
function aTone() {
  const sound = { isPlaying: false };
  const tone: AlarmTone = {
    ...{ audible: createValueStore(true), unlock: vi.fn(), muteFor: vi.fn(), playOnce: vi.fn(), chime: vi.fn() },
    start: () => void Object.assign(sound, { isPlaying: true }),
    stop: () => void Object.assign(sound, { isPlaying: false }),
  };
  return { tone, sound };
}

/** A tab of one browser whose session has ended. */
async function aTab(rings = true) {
  const { tone, sound } = aTone();
  const page = document.createElement('div');
  const root = createRoot(page);
  root.render(
    <MantineProvider withCssVariables={false} withGlobalClasses={false}>
      <SessionEnded rings={rings} tone={tone} />
    </MantineProvider>,
  );
  onTestFinished(() => root.unmount());
  await expect.poll(() => page.textContent).toContain('เครื่องนี้หยุดรับเหตุ');
  return { page, sound, signIn: () => root.unmount() };
}

test('after the session has expired every tab sounds until the sound is stopped in one of them', async () => {
  const [first, second] = [await aTab(), await aTab()];
  for (const { sound } of [first, second]) await expect.poll(() => sound.isPlaying).toBe(true);
  first.page.querySelector('button')?.click();
  for (const { sound } of [first, second]) await expect.poll(() => sound.isPlaying).toBe(false);
  // The message stays.
  expect(first.page.textContent).toContain('เครื่องนี้หยุดรับเหตุ');
  expect(second.page.querySelector('button')).toBeNull();
});

test('the sound stops as soon as somebody has signed in', async () => {
  const { sound, signIn } = await aTab();
  await expect.poll(() => sound.isPlaying).toBe(true);
  signIn();
  await expect.poll(() => sound.isPlaying).toBe(false);
});

test('a session without alarms ends with the message only, without a sound', async () => {
  const { page, sound } = await aTab(false);
  expect(sound.isPlaying).toBe(false);
  expect(page.querySelector('button')).toBeNull();
});
