// direction-of-access
import '#capabilities/intake';
