// no-orphans
export const nobodyNeedsMe = true;
