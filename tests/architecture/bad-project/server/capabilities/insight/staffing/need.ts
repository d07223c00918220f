// direction-of-insight-staffing
import '../index.ts';

export const need = '';
