// direction-of-control-room
import '#capabilities/self-reliance';
