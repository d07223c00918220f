// direction-of-outreach
import '#capabilities/help';
