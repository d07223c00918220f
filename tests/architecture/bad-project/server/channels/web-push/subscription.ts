export const subscription = '';
