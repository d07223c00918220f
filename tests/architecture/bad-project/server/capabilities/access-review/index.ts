// direction-of-access-review
import '#capabilities/control-room';
