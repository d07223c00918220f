import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useDraft } from './use-draft.ts';

type Draft = ReturnType<typeof useDraft>;
type Box = Parameters<typeof useDraft>[0]['box'];
const sleep = (ms: number) => new Promise((later) => setTimeout(later, ms));

function Form({ box, onDraft }: { box: Box; onDraft(draft: Draft): void }) {
  onDraft(useDraft({ box, caseId: 'a-case', kind: 'note', record: undefined, seriesId: 'a-form', empty: {} }));
  return null;
}

/** A device that takes its time, as an old phone does. */
function slowBox() {
  const kept: string[] = [];
  const write = async (what: string) => {
    await sleep(1000);
    kept.push(what);
    return kept.length;
  };
  const said = (entry: { path: string; json?: object }) =>
    entry.path.endsWith('/sign') ? `sign ${JSON.stringify(entry.json)}` : `draft ${JSON.stringify(entry.json)}`;
  const box = {
    ...{ unsent: [], refused: [], sent: [] },
    put: (entry: { path: string; json?: object }) => write(said(entry)),
    replace: async (_: number, entry: { path: string; json?: object }) => (await write(`again ${said(entry)}`)) > 0,
    sendNow: async () => {},
    dismissChain: async () => {},
  };
  return { kept, box };
}

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('who signs while a saving is under way signs what was typed, and no version follows the signature', async () => {
  const { kept, box } = slowBox();
  let draft: Draft | undefined;
  const onDraft = (next: Draft) => {
    draft = next;
  };
  const root = createRoot(document.createElement('div'));
  await act(async () => root.render(<Form box={box} onDraft={onDraft} />));
  await act(async () => draft?.change({ text: 'บ้านเงียบ' }));
  // The timer of what was typed fires while the signature waits for the device.
  await act(async () => {
    void draft?.sign();
    await vi.advanceTimersByTimeAsync(5000);
  });
  await act(async () => root.unmount());
  await vi.advanceTimersByTimeAsync(5000);
  expect(kept).toEqual([
    `draft ${JSON.stringify({ kind: 'note', basedOn: 0, body: { text: 'บ้านเงียบ' } })}`,
    `sign ${JSON.stringify({ version: 1 })}`,
  ]);
});
