// direction-of-insight-prevention
import '../index.ts';

export const places = '';
