// direction-of-duty
import '#capabilities/care';
