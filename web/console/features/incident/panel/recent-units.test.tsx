import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';

import { addRecentUnit, listRecentUnits } from './recent-units.ts';

test('the names used last come first, six of them, each once', () => {
  const client = new QueryClient();
  for (const name of ['ส.1', 'ส.2', 'ส.3', 'ส.4', 'ส.5', 'ส.6', 'ส.7', 'ส.3']) addRecentUnit(client, name);
  expect(listRecentUnits(client)).toEqual(['ส.3', 'ส.7', 'ส.6', 'ส.5', 'ส.4', 'ส.2']);
});

test('nothing is stored on the device, and it ends with the session', () => {
  const client = new QueryClient();
  addRecentUnit(client, 'ส.14');
  expect(localStorage.length).toBe(0);
  client.clear();
  expect(listRecentUnits(client)).toEqual([]);
});
