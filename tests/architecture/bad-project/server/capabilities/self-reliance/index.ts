// direction-of-self-reliance
import '#capabilities/control-room';
