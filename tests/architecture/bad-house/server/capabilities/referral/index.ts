// direction-of-referral
import '#capabilities/dispatch';
