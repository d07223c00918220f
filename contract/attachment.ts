/**
 * Why a file is not there: of a kind we do not show, too large (also when it is unpacked), too many of one sender's
 * waiting, not readable, or gone before it was fetched.
 */
export const ATTACHMENT_REFUSALS = ['type', 'too-large', 'too-many', 'unreadable', 'gone'] as const;
