// direction-of-control-room
import '#capabilities/care';
