import { MutationObserver, onlineManager } from '@tanstack/react-query';
import { expect, onTestFinished, test } from 'vitest';
import { createQueryClient } from './query-client.ts';

test('without signal a press is tried and fails; it does not wait to be sent when nobody expects it any more', async () => {
  onTestFinished(() => onlineManager.setOnline(true));
  onlineManager.setOnline(false);
  const press = new MutationObserver(createQueryClient(), {
    mutationFn: async () => {
      throw new Error('no signal');
    },
  });
  await expect(press.mutate()).rejects.toThrow('no signal');
});
