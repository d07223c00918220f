// direction-of-care
import '#capabilities/control-room';
