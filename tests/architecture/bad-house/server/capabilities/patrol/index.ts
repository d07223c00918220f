// direction-of-patrol
import '#capabilities/care';
