// direction-of-outreach-materials
import '../index.ts';

export const poster = '';
