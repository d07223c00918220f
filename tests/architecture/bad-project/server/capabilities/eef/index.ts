// direction-of-eef
import '#capabilities/control-room';
