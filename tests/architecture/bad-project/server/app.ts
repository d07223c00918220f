// server-knows-no-page
import '../web/citizen/report-form.ts';
import './capabilities/incident/index.ts';
