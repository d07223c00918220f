/** Why a file is not there: of a kind we do not show, too large, not readable, or gone before it was fetched. */
export const ATTACHMENT_REFUSALS = ['type', 'too-large', 'unreadable', 'gone'] as const;
