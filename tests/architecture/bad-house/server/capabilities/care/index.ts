// direction-of-care
import '#capabilities/dispatch';
