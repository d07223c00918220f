import type { SaveRecord } from '#contract/case-api';

/** A form while somebody writes it: what stands on the page, and what the server has of it. */
export type DraftState = {
  body: SaveRecord['body'];
  /** The version on the server, 0 before the first saving. */
  version: number;
  /** Counts changes on the page, so that an answer tells whether it has all of them. */
  edits: number;
  savedEdits: number;
  isSaving: boolean;
  /** `offline`: it is sent again; `conflict`: somebody saved meanwhile and a person decides. */
  trouble: 'offline' | 'conflict' | 'refused' | null;
};

export type DraftEvent =
  | { event: 'changed'; body: SaveRecord['body'] }
  | { event: 'sending' }
  | { event: 'saved'; version: number; edits: number }
  | { event: 'failed'; trouble: NonNullable<DraftState['trouble']> }
  /** After a conflict: go on with mine over their version, or with theirs. */
  | { event: 'kept-mine'; version: number }
  | { event: 'took-theirs'; version: number; body: SaveRecord['body'] };

export function beginDraft(body: SaveRecord['body'], version: number): DraftState {
  return { body, version, edits: 0, savedEdits: 0, isSaving: false, trouble: null };
}

export const isUnsaved = ({ edits, savedEdits }: DraftState): boolean => edits !== savedEdits;

/** Whether to send it now: nothing is sent over a conflict before somebody has looked at both. */
export function shouldSend(state: DraftState): boolean {
  return isUnsaved(state) && !state.isSaving && state.trouble !== 'conflict' && state.trouble !== 'refused';
}

export function changeDraft(state: DraftState, change: DraftEvent): DraftState {
  switch (change.event) {
    case 'changed': {
      const trouble = state.trouble === 'refused' ? null : state.trouble;
      return { ...state, body: change.body, edits: state.edits + 1, trouble };
    }
    case 'sending':
      return { ...state, isSaving: true };
    case 'saved':
      return { ...state, isSaving: false, trouble: null, version: change.version, savedEdits: change.edits };
    case 'failed':
      return { ...state, isSaving: false, trouble: change.trouble };
    case 'kept-mine':
      return { ...state, trouble: null, version: change.version, edits: state.edits + 1 };
    case 'took-theirs':
      return beginDraft(change.body, change.version);
  }
}
