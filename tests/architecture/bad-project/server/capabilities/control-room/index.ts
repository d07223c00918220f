// direction-of-control-room
import '#capabilities/referral';
