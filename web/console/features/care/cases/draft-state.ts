import type { SaveRecord } from '#contract/case-api';

/** A form while somebody writes it: what stands on the page, and how far it has come. */
export type DraftState = {
  body: SaveRecord['body'];
  /** The version on the server once everything on the device has arrived; 0 before the first saving. */
  tip: number;
  /** Counts changes on the page, so that a saving tells whether it has all of them. */
  edits: number;
  keptEdits: number;
  /** Counts how often it was filled in anew, so that every field begins anew too. */
  round: number;
};

export type DraftEvent =
  | { event: 'changed'; body: SaveRecord['body'] }
  /** On the device, and from there on its way. */
  | { event: 'kept'; tip: number; edits: number }
  /** After a conflict: goes on from their version, with what was chosen of both. */
  | { event: 'decided'; tip: number; body: SaveRecord['body'] }
  /** A newer version came in before anything was typed. */
  | { event: 'read'; tip: number; body: SaveRecord['body'] };

export function beginDraft(body: SaveRecord['body'], tip: number): DraftState {
  return { body, tip, edits: 0, keptEdits: 0, round: 0 };
}

/** Something on the page is not even on the device yet. */
export const isUnkept = ({ edits, keptEdits }: DraftState): boolean => edits !== keptEdits;

export function changeDraft(state: DraftState, change: DraftEvent): DraftState {
  switch (change.event) {
    case 'changed':
      return { ...state, body: change.body, edits: state.edits + 1 };
    case 'kept':
      return { ...state, tip: change.tip, keptEdits: change.edits };
    case 'decided':
      return { ...beginDraft(change.body, change.tip), edits: 1, round: state.round + 1 };
    case 'read':
      return { ...beginDraft(change.body, change.tip), round: state.round + 1 };
  }
}
