// direction-of-jurisdiction
import '#capabilities/control-room';
