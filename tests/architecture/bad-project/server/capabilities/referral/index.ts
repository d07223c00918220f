// direction-of-referral
import '#capabilities/control-room';
