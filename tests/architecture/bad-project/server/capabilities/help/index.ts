// direction-of-help
import '#capabilities/control-room';
