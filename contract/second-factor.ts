/** How a person may prove who they are besides the password. */
export const SECOND_FACTORS = ['passkey', 'totp', 'recovery-code'] as const;
